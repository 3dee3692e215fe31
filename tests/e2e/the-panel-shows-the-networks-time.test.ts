import { startApp, type App } from '../helpers/app';
import { startBrowser, withPicture } from '../helpers/browser';
import { findAndOpenPatron, openList } from '../helpers/librarian-page';
import { makeAdmin, makeMediatheque, makeRegistration } from '../helpers/people';
import { until } from '../helpers/until';

const TIME_ZONE = 'Pacific/Noumea';

let app: App;
let browser: Awaited<ReturnType<typeof startBrowser>>;

beforeAll(async () => {
  app = await startApp({ listen: true, env: { TIME_ZONE } });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.stop();
  await app?.stop();
});

test('a moment is written as the network’s clocks show it, whatever those of the browser and of Paris', async () => {
  const mediatheque = await makeMediatheque(app);
  const { email } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  const { documentId } = await makeRegistration(app, mediatheque, { lastName: 'Wamytan' });
  const receipt: { sentAt: string } = await until(
    () =>
      app.strapi.db
        .query('plugin::rn-subscriptions.outbox-mail')
        .findOne({ where: { registration: documentId, kind: 'receipt' } }),
    ({ sentAt }) => sentAt !== null
  );
  const moment = new Intl.DateTimeFormat('fr-FR', {
    timeZone: TIME_ZONE,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(receipt.sentAt));
  const { page } = await browser.person();
  await withPicture(page, 'network-time', async () => {
    await openList({ app, page, email });
    const window = await findAndOpenPatron(page, 'Wamytan');
    await window.getByText(`Accusé de réception à l’abonné : envoyé le ${moment}`).waitFor();
  });
});
