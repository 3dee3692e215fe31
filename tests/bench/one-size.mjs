import { makeAdmin, startApplication } from './application.mjs';
import { measuresNamed } from './measures.mjs';
import { seed } from './seed.mjs';

// Seeds one database and measures on it, in a process of its own; started by scripts/bench.mjs, which gets the rows.

const { size, only } = JSON.parse(process.argv[2]);

const application = await startApplication();
const { strapi, origin } = application;
const database = strapi.db.dialect.client;
const startedAt = performance.now();
const mediatheques = await seed({ strapi, size });
await strapi.plugin('rn-subscriptions').service('counters').tidy();
console.log(`${database}, ${size} registrations: seeded in ${Math.round((performance.now() - startedAt) / 1000)} s`);

/** What a measure is given; tests/bench/README.md says what each of it is. */
const bench = {
  strapi,
  origin,
  database,
  size,
  mediatheques,
  async sql(text, values = []) {
    const answer = await strapi.db.connection.raw(text, values);
    return database === 'postgres' ? answer.rows : answer;
  },
  librarian: await makeAdmin({ strapi, origin, role: 'rn-librarian', mediatheques: [mediatheques[0]] }),
  coordinator: await makeAdmin({ strapi, origin, role: 'rn-coordinator' }),
  superAdmin: await makeAdmin({ strapi, origin, role: 'strapi-super-admin' }),
};

const results = [];
for (const { name, measure } of await measuresNamed(only)) {
  if (!measure.databases.includes(database) || (measure.sizes && !measure.sizes.includes(size))) continue;
  const start = performance.now();
  for (const row of await measure.run(bench)) results.push({ measure: name, database, size, ...row });
  console.log(`${database}, ${size} registrations: ${name} in ${Math.round((performance.now() - start) / 1000)} s`);
}
await application.stop();
process.send(results, () => process.exit(0));
