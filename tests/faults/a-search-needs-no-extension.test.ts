import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { startApp, type App } from '../helpers/app';
import { SCHEMA } from '../helpers/database';
import { makeAdmin, makeMediatheque, makeRegistration, type Mediatheque } from '../helpers/people';
import { startServerProcess } from '../helpers/server-process';

const PASSWORD = randomUUID();
const ROLE = `tenant_${randomUUID().replace(/-/g, '')}`;

let app: App;
let library: Mediatheque;
const run = (sql: string) => app.sql.raw(sql);

/** As some hosters have it: a role that owns its tables, and may create no extension. */
const becomeTenant = async () => {
  await run('drop extension pg_trgm, btree_gin cascade');
  await run(`create role ${ROLE} login password '${PASSWORD}'`);
  await run(`grant usage, create on schema "${SCHEMA}" to ${ROLE}`);
  await run(`do $$ declare one record; begin
    for one in select tablename as name from pg_tables where schemaname = '${SCHEMA}' loop execute format('alter table %I owner to ${ROLE}', one.name); end loop;
  end $$`);
  Object.assign(process.env, { DATABASE_USERNAME: ROLE, DATABASE_PASSWORD: PASSWORD });
};

beforeAll(async () => {
  app = await startApp();
  library = await makeMediatheque(app);
  await makeRegistration(app, library, { lastName: 'Chevalier', firstName: 'Hélène', cardNumber: 'K_100%' });
  await makeRegistration(app, library, { lastName: 'Le Gœuff', firstName: 'Anne', state: 'refused' });
  await makeRegistration(app, await makeMediatheque(app), { lastName: 'Archev', firstName: 'Jean' });
});
afterAll(() => app.stop());

test('a database that refuses its extensions is told of once at the start, and its searches find the same', async () => {
  const readers = [
    await makeAdmin(app, { role: 'rn-librarian', mediatheques: [library] }),
    await makeAdmin(app, { role: 'rn-coordinator' }),
  ];
  const searches = ['chev', 'helene chev', 'goeuff', 'e', '_1', '0%', 'nobody'];
  const asked = readers.flatMap(({ token }) => searches.map((search) => ({ token, search })));
  const answersOf = async (server: Parameters<typeof request>[0]) => {
    const answers: unknown[] = [];
    for (const { token, search } of asked) {
      const { body } = await request(server)
        .get('/rn-subscriptions/registrations')
        .query({ search })
        .set('Authorization', `Bearer ${token}`)
        .expect(200);
      answers.push(body);
    }
    return answers;
  };
  const before = await answersOf(app.strapi.server.httpServer);

  await becomeTenant();
  const tenant = await startServerProcess();
  expect(tenant.logs().match(/the PostgreSQL extension pg_trgm or btree_gin could not be created/g)).toHaveLength(1);
  const { rows } = await run(`select 1 from pg_indexes where indexname = 'rn_registrations_trigrams'`);
  expect(rows).toEqual([]);
  expect(await answersOf(tenant.address)).toEqual(before);
  await tenant.end('SIGTERM');
});
