import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bootStrapi, closeStrapi } from './boot.mjs';
import { SECRETS } from './demo/environment.mjs';
import { portOf } from './listening-port.mjs';

// Compares how long the answer to a sign-up takes for addresses that are unknown, known, not confirmed, blocked and erased.
//   npm run bench:sign-up-timing -- [requests of each kind]

const COUNT = Number(process.argv[2] ?? 500);
/** Sign-ups under way at once: their hashes share one processor. */
const AT_ONCE = 2;
const ACCOUNT = 'plugin::users-permissions.user';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rn-bench-'));
for (const name of SECRETS) process.env[name] = randomBytes(32).toString('base64');
Object.assign(process.env, {
  DATABASE_CLIENT: 'sqlite',
  DATABASE_FILENAME: path.join(folder, 'data.db'),
  STATE_FOLDER: '',
  SIGN_UP_PROOF_OF_WORK: 'false',
  REQUESTS_PER_CLIENT: '1000000',
  SIGN_INS_PER_CLIENT: '1000000',
});

const strapi = await bootStrapi();
strapi.server.mount();
// Not by Strapi's own `listen`, so that no mail is sent.
strapi.server.httpServer.removeAllListeners('listening');
await new Promise((resolve) => strapi.server.httpServer.listen(0, '127.0.0.1', () => resolve(undefined)));
const site = `http://127.0.0.1:${portOf(strapi.server.httpServer)}/api/rn-subscriptions/registrations`;

const { documentId: mediatheque } = await strapi
  .documents('plugin::rn-subscriptions.mediatheque')
  .create({ data: { code: 'B1', name: 'Bibliothèque', city: 'Ville' } });
const newAddress = () => `${randomUUID()}@example.com`;
const makeAccount = async (data) => {
  const email = newAddress();
  const { id } = await strapi.db
    .query(ACCOUNT)
    .create({ data: { username: email, email, password: data.confirmed ? 'x' : null, provider: 'local', ...data } });
  return { id, email };
};
const KINDS = {
  unknown: async () => newAddress(),
  known: async () => (await makeAccount({ confirmed: true })).email,
  unconfirmed: async () => (await makeAccount({ confirmed: false })).email,
  blocked: async () => (await makeAccount({ confirmed: true, blocked: true })).email,
  erased: async () => {
    const { id, email } = await makeAccount({ confirmed: true });
    await strapi.db.query(ACCOUNT).delete({ where: { id } });
    return email;
  },
};

const signUp = async (email) => {
  const body = JSON.stringify({ lastName: 'Dupont', firstName: 'Hélène', email, birthDate: '1984-05-17', mediatheque });
  const start = performance.now();
  const response = await fetch(site, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  await response.text();
  if (response.status !== 202) throw new Error(`A sign-up was answered with ${response.status}.`);
  return performance.now() - start;
};

// The kinds take turns, so that whatever slows the machine down slows all of them.
const turns = Array.from({ length: COUNT }, () => Object.keys(KINDS)).flat();
const times = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, []]));
const work = async () => {
  for (let kind = turns.shift(); kind; kind = turns.shift()) times[kind].push(await signUp(await KINDS[kind]()));
};
await Promise.all(Array.from({ length: AT_ONCE }, work));

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
console.log(`Milliseconds of ${COUNT} sign-ups of each kind, ${AT_ONCE} at once:`);
console.table(
  Object.fromEntries(
    Object.entries(times).map(([kind, all]) => {
      const sorted = all.toSorted((a, b) => a - b);
      const mean = all.reduce((sum, time) => sum + time, 0) / all.length;
      return [
        kind,
        {
          least: at(sorted, 0),
          'a quarter': at(sorted, 0.25),
          half: at(sorted, 0.5),
          'three quarters': at(sorted, 0.75),
          '95 %': at(sorted, 0.95),
          most: at(sorted, 1),
          mean: mean.toFixed(1),
        },
      ];
    })
  )
);

strapi.server.httpServer.close();
await closeStrapi(strapi);
rmSync(folder, { recursive: true, force: true });
process.exit(0);
