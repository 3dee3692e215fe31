import { startBrowser } from '../helpers/browser';
import { startSmtp, type SmtpSink } from '../helpers/smtp';
import { newHostDatabase } from './databases';
import { ask, playFirstDay } from './first-day';
import { whileRunning } from './project';

const { folder } = JSON.parse(process.env.TEST_PROJECT!);

let smtp: SmtpSink;
let browser: Awaited<ReturnType<typeof startBrowser>>;
beforeAll(async () => {
  [smtp, browser] = await Promise.all([startSmtp(), startBrowser()]);
});
afterAll(() => Promise.all([smtp?.stop(), browser?.stop()]));
// Each day is of the same people.
beforeEach(() => smtp.mails.splice(0));

const DATABASES = [
  { kind: 'SQLite' as const, schema: undefined },
  { kind: 'PostgreSQL' as const, schema: 'public' },
  { kind: 'PostgreSQL' as const, schema: 'bibliotheques' },
];
const CASES = DATABASES.flatMap((database) =>
  ['refresh', 'legacy'].map((sessions) => ({ ...database, sessions, place: database.schema ?? 'a file' }))
);

test.each(CASES)('on $kind in $place with $sessions sessions', async ({ kind, schema, sessions }) => {
  const database = await newHostDatabase(kind, schema);
  await whileRunning(folder, { ...database.env, SESSIONS: sessions, SMTP_PORT: String(smtp.port) }, async (server) => {
    const { page } = await browser.person();
    await page.goto(`${server.address}/admin`);
    await page.locator('form').waitFor();
    await playFirstDay({ server, smtp, browser });
    expect((await ask(server, 'GET', '/api/rn-subscriptions/health')).status).toBe(200);
    expect(server.logs()).not.toMatch(/\berror\b/i);
  });
});
