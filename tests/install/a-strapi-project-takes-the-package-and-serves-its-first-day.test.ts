import { startBrowser } from '../helpers/browser';
import { startSmtp } from '../helpers/smtp';
import { newHostDatabase } from './databases';
import { ask, playFirstDay } from './first-day';
import { start } from './project';

const { folder } = JSON.parse(process.env.TEST_PROJECT!);

let browser: Awaited<ReturnType<typeof startBrowser>>;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.stop());

const DATABASES = [
  { kind: 'SQLite' as const, schema: undefined },
  { kind: 'PostgreSQL' as const, schema: 'public' },
  { kind: 'PostgreSQL' as const, schema: 'bibliotheques' },
];
const CASES = DATABASES.flatMap((database) =>
  ['refresh', 'legacy'].map((sessions) => ({ ...database, sessions, place: database.schema ?? 'a file' }))
);

test.each(CASES)('on $kind in $place with $sessions sessions', async ({ kind, schema, sessions }) => {
  const smtp = await startSmtp();
  const database = await newHostDatabase(kind, schema);
  const server = await start(folder, { ...database.env, SESSIONS: sessions, SMTP_PORT: String(smtp.port) });
  try {
    const panel = await browser.person();
    await panel.page.goto(`${server.address}/admin`);
    await panel.page.locator('form').waitFor();
    await playFirstDay({ server, smtp, browser });
    expect((await ask(server, 'GET', '/api/rn-subscriptions/health')).status).toBe(200);
    expect(server.logs()).not.toMatch(/\berror\b/i);
  } finally {
    expect(await server.stop()).toBe(0);
    await smtp.stop();
  }
});
