import { startBrowser } from '../helpers/browser';
import { startSmtp, type SmtpSink } from '../helpers/smtp';
import { newHostDatabase, type HostDatabase } from './databases';
import { makeLibrary, playSubscription, registerSuperAdmin } from './first-day';
import { registerHostAccount, HOST_ACCOUNT } from './host-answers';
import { copyOf, install, PREVIOUS, runToItsEnd, whileRunning, type HostServer } from './project';

const { folder, packed } = JSON.parse(process.env.TEST_PROJECT!);

let smtp: SmtpSink;
let browser: Awaited<ReturnType<typeof startBrowser>>;
beforeAll(async () => {
  [smtp, browser] = await Promise.all([startSmtp(), startBrowser()]);
});
afterAll(() => Promise.all([smtp?.stop(), browser?.stop()]));

const countOf = async (database: HostDatabase, table: string) =>
  Number((await database.ask(`select count(*) as n from ${table}`))[0].n);

describe.each([{ kind: 'SQLite' as const }, { kind: 'PostgreSQL' as const }])('on $kind', ({ kind }) => {
  let database: HostDatabase;
  let env: Record<string, string>;
  beforeAll(async () => {
    database = await newHostDatabase(kind, kind === 'SQLite' ? undefined : 'public');
    env = { ...database.env, SMTP_PORT: String(smtp.port) };
  });

  // Each database begins with the same people.
  beforeAll(() => smtp.mails.splice(0));

  const during = <Answer>(
    project: string,
    more: Record<string, string>,
    part: (server: HostServer) => Promise<Answer>
  ): Promise<Answer> => whileRunning(project, { ...env, ...more }, part);

  test('the version before, with data in it, is taken over', async () => {
    const earlier = await copyOf(folder, `earlier-${kind}`);
    await install(earlier, [PREVIOUS]);
    await during(folder, { SUBSCRIPTIONS: 'false' }, registerHostAccount);
    await during(earlier, { HARMLESS_UPLOADS: 'true' }, async (server) => {
      const admin = await registerSuperAdmin(server);
      await makeLibrary(server, admin);
    });
    await install(earlier, [packed]);
    await during(earlier, { HARMLESS_UPLOADS: 'true' }, (server) => playSubscription({ server, smtp, browser }));
    expect(await countOf(database, 'rn_registrations')).toBe(1);
  });

  test('one start without it and the next with it find everything where it was', async () => {
    await during(folder, { SUBSCRIPTIONS: 'false' }, async () => {
      expect(await countOf(database, 'rn_registrations')).toBe(1);
    });
    const again = { lastName: 'Moreau', firstName: 'Jules', email: 'jules.moreau@example.com' };
    await during(folder, {}, (server) => playSubscription({ server, smtp, browser }, again));
    expect(await countOf(database, 'rn_registrations')).toBe(2);
  });

  test('uninstalled, it leaves what is the host’s alone and nothing of its own', async () => {
    const uninstall = (...args: string[]) =>
      runToItsEnd('npx', ['strapi-plugin-rn-subscriptions', 'uninstall', ...args], {
        cwd: folder,
        env: { NODE_ENV: 'production', ...env },
      });
    const dry = await uninstall();
    expect(dry.output).toMatch(/tables: \d+, \d+ rows/);
    expect(await countOf(database, 'rn_registrations')).toBe(2);
    const done = await uninstall('--yes');
    expect(done).toMatchObject({ code: 0 });
    const tables =
      kind === 'SQLite'
        ? await database.ask(`select name from sqlite_master where lower(name) like 'rn\\_%' escape '\\'`)
        : await database.ask(
            `select relname as name from pg_class where relname like 'rn\\_%' union select tgname from pg_trigger where tgname like 'rn\\_%' union select proname from pg_proc where proname like 'rn\\_%'`
          );
    expect(tables).toEqual([]);
    expect(await database.ask(`select email from up_users where email = '${HOST_ACCOUNT}'`)).toHaveLength(1);
    await during(folder, { SUBSCRIPTIONS: 'false' }, async () => {});
  });
});
