import { startBrowser } from '../helpers/browser';
import { startSmtp } from '../helpers/smtp';
import { newHostDatabase } from './databases';
import { ask, playFirstDay } from './first-day';
import { copyOf, install, STRAPI, whileRunning } from './project';

const { folder } = JSON.parse(process.env.TEST_PROJECT!);

test('GraphQL, documentation and a second language are there, and show no type of the plugin', async () => {
  const project = await copyOf(folder, 'beside-others');
  await install(project, [`@strapi/plugin-graphql@${STRAPI}`, `@strapi/plugin-documentation@${STRAPI}`]);
  const [smtp, browser, database] = await Promise.all([startSmtp(), startBrowser(), newHostDatabase('SQLite')]);
  await whileRunning(project, { ...database.env, SMTP_PORT: String(smtp.port) }, async (server) => {
    const { admin } = await playFirstDay({ server, smtp, browser });
    const locale = { code: 'fr', name: 'French (fr)', isDefault: false };
    expect((await ask(server, 'POST', '/i18n/locales', { token: admin, body: locale })).status).toBe(200);
    const query = '{ __schema { types { name } } }';
    const { body } = await ask(server, 'POST', '/graphql', { body: { query } });
    const names = (body.data?.__schema.types ?? []).map(({ name }: { name: string }) => name);
    expect(names.filter((name: string) => /^RnSubscriptions|Registration(?!.*UsersPermissions)/.test(name))).toEqual(
      []
    );
  }).finally(() => Promise.all([smtp.stop(), browser.stop()]));
});
