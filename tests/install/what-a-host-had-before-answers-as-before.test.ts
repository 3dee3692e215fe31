import { startSmtp, type SmtpSink } from '../helpers/smtp';
import { newHostDatabase } from './databases';
import { ask, registerSuperAdmin } from './first-day';
import { hostAnswers, HOST_ACCOUNT, registerHostAccount } from './host-answers';
import { whileRunning, type HostServer } from './project';

const { folder } = JSON.parse(process.env.TEST_PROJECT!);
const ADMIN = 'super-admin@example.org';

let smtp: SmtpSink;
beforeAll(async () => {
  smtp = await startSmtp();
});
afterAll(() => smtp?.stop());

test.each([
  { kind: 'SQLite' as const, sessions: 'refresh' },
  { kind: 'SQLite' as const, sessions: 'legacy' },
  { kind: 'PostgreSQL' as const, sessions: 'refresh' },
])(
  'on $kind with $sessions sessions, without the plugin, with it, and without it again',
  async ({ kind, sessions }) => {
    const database = await newHostDatabase(kind);
    const env = { ...database.env, SESSIONS: sessions, SMTP_PORT: String(smtp.port) };
    const answersOf = (subscriptions: boolean, first?: (server: HostServer) => Promise<void>) =>
      whileRunning(folder, { ...env, SUBSCRIPTIONS: String(subscriptions) }, async (server) => {
        await first?.(server);
        return hostAnswers({ server, smtp, adminEmail: ADMIN });
      });
    const before = await answersOf(false, async (server) => {
      await registerSuperAdmin(server);
      expect((await registerHostAccount(server)).status).toBe(200);
      const thing = { data: { name: 'One', password: 'ours', accessKey: 'open' } };
      expect((await ask(server, 'POST', '/api/things', { body: thing })).status).toBe(201);
    });
    expect(Object.keys(before).length).toBeGreaterThan(20);
    expect(await answersOf(true)).toEqual(before);
    expect(await database.ask(`select email from up_users where email = '${HOST_ACCOUNT}'`)).toHaveLength(1);
    expect(await answersOf(false)).toEqual(before);
  }
);
