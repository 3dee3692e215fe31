import { WEBSITE_GRANTS } from '../../src/plugins/rn-subscriptions/server/src/routes/content-api';
import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makePatron, signInPatron } from '../helpers/people';

const PERMISSION = 'plugin::users-permissions.permission';
const MINE = '/api/rn-subscriptions/registrations/mine';
const LIBRARIES = '/api/rn-subscriptions/mediatheques';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

const grants = async (type: string): Promise<string[]> => {
  const held: { action: string }[] = await app.strapi.db.query(PERMISSION).findMany({ where: { role: { type } } });
  return held
    .map(({ action }) => action)
    .filter((action) => action.startsWith('plugin::rn-subscriptions.'))
    .sort();
};
const takeAway = async (type: string, action: string) =>
  app.strapi.db.query(PERMISSION).deleteMany({ where: { action, role: { type } } });

test('the screen of users-permissions lists every action of the website and none of the panel', async () => {
  const actions = app.strapi.plugin('users-permissions').service('users-permissions').getActions();
  const names = Object.entries(actions['plugin::rn-subscriptions'].controllers).flatMap(([controller, of]) =>
    Object.keys(of as object).map((action) => `${controller}.${action}`)
  );
  expect(names).toEqual(
    expect.arrayContaining(
      ['registrations.create', 'registrations.findmine', 'account.erase'].map((name) =>
        expect.stringMatching(new RegExp(`^${name}$`, 'i'))
      )
    )
  );
  expect(names.filter((name) => /admin|undelivered|workshop/.test(name))).toEqual([]);
});

test('everybody may sign up, and somebody signed in is asked for what is their own', async () => {
  expect(await grants('public')).toContain('plugin::rn-subscriptions.registrations.create');
  expect(await grants('public')).not.toContain('plugin::rn-subscriptions.registrations.findMine');
  expect(await grants('authenticated')).toContain('plugin::rn-subscriptions.registrations.findMine');
  const patron = await makePatron(app, await makeMediatheque(app));
  await (await signInPatron(app, patron.email)).get(MINE).expect(200);
  await app.http().get(MINE).expect(401);
});

test('what the host takes away is refused, and stays away at the next start', async () => {
  const patron = await makePatron(app, await makeMediatheque(app));
  const signedIn = await signInPatron(app, patron.email);
  await takeAway('public', 'plugin::rn-subscriptions.mediatheques.find');
  await takeAway('authenticated', 'plugin::rn-subscriptions.registrations.findMine');
  await app.strapi.plugin('rn-subscriptions').service('websiteGrants').ensure(WEBSITE_GRANTS, { wasOff: false });
  await app.http().get(LIBRARIES).expect(403);
  await signedIn.get(MINE).expect(403);
  await signedIn.get(LIBRARIES).expect(200);
});

test('a start without the plugin, at which users-permissions forgets all of them, takes nothing away for good', async () => {
  const { ensure } = app.strapi.plugin('rn-subscriptions').service('websiteGrants');
  await ensure(WEBSITE_GRANTS, { wasOff: false });
  await app.strapi.db.query(PERMISSION).deleteMany({ where: { action: { $startsWith: 'plugin::rn-subscriptions.' } } });
  await ensure(WEBSITE_GRANTS, { wasOff: true });
  await app.http().get('/api/rn-subscriptions/sign-up-terms').expect(200);
  // Taken away before.
  await app.http().get(LIBRARIES).expect(403);
});

test('monitoring depends on no grant', async () => {
  await app.strapi.db.query(PERMISSION).deleteMany({ where: { role: { type: 'public' } } });
  await app.http().get('/api/rn-subscriptions/health').expect(200);
});
