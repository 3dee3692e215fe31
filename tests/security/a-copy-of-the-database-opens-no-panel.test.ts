import { startApp, type App } from '../helpers/app';
import { makeAdmin, PASSWORD, type Admin } from '../helpers/people';

const DAY = 24 * 60 * 60 * 1000;
const LINK = { registration_token: null, reset_password_token: null };

let app: App;
let admin: Admin;
let roleId: number;

beforeAll(async () => {
  app = await startApp({ listen: true });
  admin = await makeAdmin(app, { role: 'strapi-super-admin' });
  roleId = (await app.strapi.db.query('admin::role').findOne({ where: { code: 'rn-librarian' } })).id;
});
afterAll(() => app.stop());

/** What the database holds of this person's links. */
const held = (email: string) =>
  app.sql('admin_users').where({ email }).first('registration_token', 'reset_password_token');

let count = 0;
/** Invites somebody as the panel does, and returns the address and the token of the link that it shows. */
const invite = async () => {
  const email = `invitee-${(count += 1)}@example.org`;
  const { body } = await admin
    .post('/admin/users', { firstname: 'Claire', lastname: 'Agent', email, roles: [roleId] })
    .expect(201);
  return { email, token: body.data.registrationToken as string };
};
const info = (token: string) => app.http().get('/admin/registration-info').query({ registrationToken: token });
const register = (token: string) =>
  app
    .http()
    .post('/admin/register')
    .send({ registrationToken: token, userInfo: { firstname: 'Claire', lastname: 'Agent', password: PASSWORD } });
const forgotten = async (email: string) => {
  const before = app.smtp.mails.length;
  await app.http().post('/admin/forgot-password').send({ email }).expect(204);
  const mail = await app.smtp.mailTo(email, { after: before });
  return /code=([0-9a-f]+)/.exec(`${mail.text}${mail.html}`)![1];
};

test('an invitation opens the panel once, and the database holds nothing that does', async () => {
  const { email, token } = await invite();
  const { registration_token: stored } = await held(email);
  expect(token).toMatch(/^[0-9a-f]{40}$/);
  expect(stored).not.toContain(token);
  await info(stored).expect(400);
  await register(stored).expect(400);
  expect((await info(token).expect(200)).body.data.email).toBe(email);
  await register(token).expect(200);
  expect(await held(email)).toEqual(LINK);
  await register(token).expect(400);
});

test('an invitation ends after two weeks, and is forgotten', async () => {
  const { token } = await invite();
  await app.clock(14 * DAY - 60_000);
  await info(token).expect(200);
  await app.clock(14 * DAY + 60_000);
  await info(token).expect(400);
  await register(token).expect(400);
  await app.clock(0);
});

test('the link for a new password works once, and the database holds nothing that does', async () => {
  const { email } = await makeAdmin(app, { role: 'rn-librarian' });
  const token = await forgotten(email);
  const { reset_password_token: stored } = await held(email);
  expect(stored).not.toContain(token);
  const reset = (code: string) =>
    app
      .http()
      .post('/admin/reset-password')
      .send({ resetPasswordToken: code, password: `${PASSWORD}8` });
  await reset(stored).expect(400);
  await reset(token).expect(200);
  expect(await held(email)).toEqual(LINK);
  await reset(token).expect(400);
});

test('who has a password has no link of before', async () => {
  const { email } = await makeAdmin(app, { role: 'rn-librarian' });
  expect(await held(email)).toEqual(LINK);
  await forgotten(email);
  const { id } = await app.strapi.db.query('admin::user').findOne({ where: { email } });
  await admin.put(`/admin/users/${id}`, { password: `${PASSWORD}9` }).expect(200);
  expect(await held(email)).toEqual(LINK);
  const invited = await invite();
  const { id: invitee } = await app.strapi.db.query('admin::user').findOne({ where: { email: invited.email } });
  await admin.put(`/admin/users/${invitee}`, { password: PASSWORD, isActive: true }).expect(200);
  await register(invited.token).expect(400);
});

test('links that an earlier version has left in clear are hashed and go on, and those that have ended are forgotten, at the next start', async () => {
  const [goesOn, ended, active] = [await invite(), await invite(), await invite()];
  const users = (email: string) => app.sql('admin_users').where({ email });
  for (const { email, token } of [goesOn, ended, active])
    await users(email).update({ registration_token: token, reset_password_token: token });
  await users(ended.email).update({
    created_at: app.database === 'sqlite' ? Date.now() - 15 * DAY : new Date(Date.now() - 15 * DAY),
  });
  await users(active.email).update({ is_active: true });
  // What a start does: a plugin's bootstrap once more would take the place of what runs.
  await app.strapi.cron.jobs
    .find(({ name }: { name?: string | null }) => name === 'rn-subscriptions-daily')!
    .job.trigger();
  expect((await held(goesOn.email)).registration_token).not.toContain(goesOn.token);
  await info(goesOn.token).expect(200);
  for (const { email } of [ended, active]) expect(await held(email)).toEqual(LINK);
});
