import { setTimeout } from 'node:timers/promises';
import { makeAdmin } from '../application.mjs';
import { startProcess } from '../processes.mjs';
import { summaryOf } from '../timing.mjs';

const LIBRARIANS = 50;
const SERVERS = 2;
/** How long they work, in milliseconds, and how long each of them looks at what came before the next click. */
const TIME = 120_000;
const LOOK = 3_000;

const SEARCHES = ['chev', 'bel', 'mar', 'anne', 'gar', 'wœlf', 'oux', 'martin'];

/** One librarian at work: her list, a search, a patron's window, and now and then a decision. Notes how long each took. */
const work = async ({ librarian, number, end, times, errors }) => {
  const ask = async (what, method, path, body) => {
    const start = performance.now();
    try {
      return await librarian.request(method, path, body);
    } catch (error) {
      errors.push(`${what}: ${error.message}`);
      return null;
    } finally {
      times[what].push(performance.now() - start);
    }
  };
  await setTimeout((number * LOOK) / LIBRARIANS);
  for (let round = number; performance.now() < end; round += 1) {
    const page = await ask('list', 'GET', '/rn-subscriptions/registrations');
    await setTimeout(LOOK);
    await ask(
      'search',
      'GET',
      `/rn-subscriptions/registrations?search=${encodeURIComponent(SEARCHES[round % SEARCHES.length])}`
    );
    await setTimeout(LOOK);
    const patron = page?.data.find(({ status }) => status === 'pending');
    if (!patron) continue;
    const opened = await ask('open', 'GET', `/rn-subscriptions/registrations/${patron.documentId}`);
    await setTimeout(LOOK);
    if (round % 2 === 0 && opened) {
      const { version, lastName, firstName, email, birthDate, cardNumber } = opened.data;
      await ask('decide', 'PUT', `/rn-subscriptions/registrations/${patron.documentId}`, {
        version,
        lastName,
        firstName,
        email,
        birthDate,
        cardNumber,
        state: 'refused',
      });
      await setTimeout(LOOK);
    }
  }
};

/** Fifty librarians at work for two minutes on two servers that share one database. */
export default {
  databases: ['postgres'],
  sizes: [1_000_000],
  async run({ strapi, mediatheques }) {
    const servers = await Promise.all(Array.from({ length: SERVERS }, () => startProcess('server')));
    for (const server of servers) await server.ask({ name: 'watchMemory' });
    const librarians = [];
    // Each her own library: two who save one registration at once get a 409 by right.
    for (const mediatheque of mediatheques.slice(0, LIBRARIANS)) {
      const { ready: origin } = servers[librarians.length % SERVERS];
      librarians.push(await makeAdmin({ strapi, origin, role: 'rn-librarian', mediatheques: [mediatheque] }));
    }
    const times = { list: [], search: [], open: [], decide: [] };
    const errors = [];
    const end = performance.now() + TIME;
    await Promise.all(librarians.map((librarian, number) => work({ librarian, number, end, times, errors })));
    const bytes = await Promise.all(servers.map((server) => server.ask({ name: 'mostMemory' })));
    const memory = Math.round(Math.max(...bytes) / 2 ** 20);
    for (const server of servers) await server.end();

    const requests = Object.values(times).flat().length;
    return Object.entries(times).map(([what, all]) => ({
      what: `${LIBRARIANS} librarians at once for two minutes on ${SERVERS} servers: ${what}`,
      unit: 'ms',
      ours: summaryOf(all),
      against: [],
      note: `${requests} requests, ${errors.length} errors${errors.length > 0 ? ` (${errors[0].slice(0, 200)})` : ''}, ${memory} MB at most in one server`,
    }));
  },
};
