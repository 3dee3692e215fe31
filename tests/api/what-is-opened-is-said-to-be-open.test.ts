import { openLink, tokenIn } from '../helpers/account-link';
import { startApp, type App } from '../helpers/app';
import { makeMediatheque, makePatron, signInPatron } from '../helpers/people';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

test('an account that users-permissions cannot sign in to at once is open all the same, and says so', async () => {
  const patron = await makePatron(app, await makeMediatheque(app), {}, { confirmed: false });
  const token = tokenIn(await app.smtp.waitFor(({ receivers }) => receivers[0] === patron.email));
  const auth = app.strapi.controller('plugin::users-permissions.auth');
  const { callback } = auth;
  // As koa does over plain HTTP, where a host's sessions are kept in secure cookies.
  auth.callback = async () => {
    throw new Error('Cannot send secure cookie over unencrypted connection');
  };
  const { body } = await openLink(app, { token, people: { [patron.documentId]: 'family' } }).expect(200);
  auth.callback = callback;
  expect(body).toEqual({ data: { opened: true, message: 'Votre mot de passe est enregistré. Connectez-vous.' } });
  await (await signInPatron(app, patron.email)).get('/api/rn-subscriptions/registrations/mine').expect(200);
});
