import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makePatron, PASSWORD, type Mediatheque } from '../helpers/people';
import { until } from '../helpers/until';

/** A session opens the account that it was opened for, until its password changes or its owner ends it, in both ways in which users-permissions keeps sessions. */

const ACCOUNT = 'plugin::users-permissions.user';
const MINE = '/api/rn-subscriptions/registrations/mine';
const NEW_PASSWORD = 'Une-autre-lavande-8';

let app: App;
let mediatheque: Mediatheque;

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

const accounts = () => app.strapi.db.query(ACCOUNT);
const read = (jwt: string) => app.http().get(MINE).set('Authorization', `Bearer ${jwt}`);
const signIn = async (identifier: string, password = PASSWORD) =>
  (await app.http().post('/api/auth/local').send({ identifier, password }).expect(200)).body as {
    jwt: string;
    refreshToken?: string;
  };
/** A session says its second only. */
const nextSecond = async () => {
  const second = Math.floor(Date.now() / 1000);
  await until(
    async () => Math.floor(Date.now() / 1000),
    (now) => now > second
  );
};

describe.each(['legacy-support', 'refresh'])('where sessions are kept as %s', (mode) => {
  beforeAll(() => app.strapi.config.set('plugin::users-permissions.jwtManagement', mode));

  test('a changed password ends it, and its renewal', async () => {
    const { email } = await makePatron(app, mediatheque);
    const { jwt, refreshToken } = await signIn(email);
    await read(jwt).expect(200);
    await nextSecond();
    const { id } = await accounts().findOne({ where: { email } });
    await app.strapi.plugin('users-permissions').service('user').edit(id, { password: NEW_PASSWORD });
    await read(jwt).expect(401);
    if (mode === 'refresh') {
      expect(refreshToken).toEqual(expect.any(String));
      const { status } = await app.http().post('/api/auth/refresh').send({ refreshToken });
      expect(status).toBe(401);
    }
    await nextSecond();
    await read((await signIn(email, NEW_PASSWORD)).jwt).expect(200);
  });

  test('it does not open the account that got its number after a restore', async () => {
    const { email } = await makePatron(app, mediatheque);
    const { jwt } = await signIn(email);
    const { id } = await accounts().findOne({ where: { email } });
    await nextSecond();
    const other = await makePatron(app, mediatheque);
    const stranger = await accounts().findOne({ where: { email: other.email } });
    // The backup knew neither: the number is given again.
    await app.strapi.db.query('plugin::rn-subscriptions.registration').deleteMany({ where: {} });
    await app.strapi.db.query(ACCOUNT).delete({ where: { id } });
    await app.sql('up_users_role_lnk').where({ user_id: stranger.id }).delete();
    await app.sql('up_users').where({ id: stranger.id }).update({ id });
    await read(jwt).expect(401);
  });

  test('its owner ends all of them, wherever they were opened', async () => {
    const { email } = await makePatron(app, mediatheque);
    const [here, there] = [await signIn(email), await signIn(email)];
    await app
      .http()
      .post('/api/rn-subscriptions/account/sign-out-everywhere')
      .set('Authorization', `Bearer ${here.jwt}`)
      .expect(204);
    for (const { jwt } of [here, there]) await read(jwt).expect(401);
    await nextSecond();
    await read((await signIn(email)).jwt).expect(200);
  });
});

test('a password with an accent opens, whichever keyboard typed it', async () => {
  const { email } = await makePatron(app, mediatheque);
  const { id } = await accounts().findOne({ where: { email } });
  await app.strapi
    .plugin('users-permissions')
    .service('user')
    .edit(id, { password: 'Été-à-Noyon-7'.normalize('NFC') });
  await signIn(email, 'Été-à-Noyon-7'.normalize('NFD'));
});
