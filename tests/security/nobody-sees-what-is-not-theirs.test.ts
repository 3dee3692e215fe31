import fs from 'node:fs';
import path from 'node:path';
import { ROOT, startApp, type App } from '../helpers/app';
import { makeAdmin } from '../helpers/people';
import { makeAdminToken, makeToken } from '../helpers/tokens';
import { client } from './walk/client';
import { newFindings } from './walk/findings';
import { documentOf, summaryOf } from './walk/report';
import { PHASES, routesOf, visitsOf, type Route } from './walk/routes';
import { walk, type Walker } from './walk/walker';
import { makeContents, makeMistakenLibrarian, makeSide, rowsOfPeople } from './walk/world';

/** What who sees the whole network may do to anybody's rows. */
const OF_THE_WHOLE_NETWORK = [
  'DELETE /rn-subscriptions/registrations/:documentId',
  'POST /rn-subscriptions/registrations/:documentId/mails/:mail/send-again',
  'POST /rn-subscriptions/mails/send-again',
  'POST /rn-subscriptions/mails/:documentId/send-again',
  'POST /rn-subscriptions/mails/:documentId/dismiss',
];

/** Born in years that stand nowhere else: a birth date must be found where it is shown. */
const YEAR = new Date().getFullYear();

let app: App;
let walkers: Walker[];
let close: () => void;

beforeAll(async () => {
  app = await startApp();
  const [north, south] = [
    await makeSide(app, 'nord', `${YEAR - 103}-03-07`),
    await makeSide(app, 'sud', `${YEAR - 101}-11-02`),
  ];
  await makeContents(app, [north, south]);
  const [editor, coordinator] = [
    await makeAdmin(app, { role: 'rn-editor' }),
    await makeAdmin(app, { role: 'rn-coordinator' }),
  ];
  const mistaken = await makeMistakenLibrarian(app, north);

  const [readOnly, fullAccess] = [
    await makeToken(app, { type: 'read-only' }),
    await makeToken(app, { type: 'full-access' }),
  ];
  const ofLibrarian = await makeAdminToken(app, { userId: north.librarian.id });

  const server = await client(app);
  close = server.close;
  const secrets = [...north.secret, ...south.secret];
  const everything = [...secrets, ...north.personal, ...south.personal];
  const [northName, southName] = [north, south].map(({ guess }) => guess.registration.lastName);
  const ofNorth = { own: north, foreign: south, forbidden: [...secrets, ...south.personal], expected: [northName] };
  const ofSouth = { own: south, foreign: north, forbidden: [...secrets, ...north.personal], expected: [southName] };
  const ofNobody = { own: north, foreign: south, forbidden: everything };
  walkers = [
    { name: 'nobody', ask: server.as(null), ...ofNobody, expected: [north.mediatheque.label] },
    { name: 'patron A', ask: server.as(north.patronToken), ...ofNorth },
    { name: 'patron B', like: 'patron A', ask: server.as(south.patronToken), ...ofSouth },
    { name: 'librarian A', ask: server.as(north.librarian.token), ...ofNorth },
    { name: 'librarian B', like: 'librarian A', ask: server.as(south.librarian.token), ...ofSouth },
    { name: 'over-granted A', ask: server.as(mistaken), ...ofNorth },
    { name: 'editor', ask: server.as(editor.token), ...ofNobody, expected: [south.mediatheque.documentId] },
    {
      name: 'coordinator',
      ask: server.as(coordinator.token),
      own: north,
      foreign: south,
      forbidden: secrets,
      expected: [northName, southName],
      seesWholeNetwork: true,
    },
    { name: 'librarian A’s token', like: 'librarian A', ask: server.as(ofLibrarian), ...ofNorth },
    { name: 'read-only token', ask: server.as(readOnly), ...ofNobody, expected: [north.mediatheque.label] },
    { name: 'full-access token', ask: server.as(fullAccess), ...ofNobody, expected: [north.mediatheque.label] },
  ];
});
afterAll(async () => {
  close?.();
  await app?.stop();
});

test('of all routes that the server knows, none shows, counts, orders or changes what is somebody else’s', async () => {
  const start = Date.now();
  const findings = newFindings();
  const routes = routesOf(app);
  const before = await rowsOfPeople(app);
  const mails = app.smtp.mails.length;

  for (const walker of walkers) {
    for (const phase of PHASES) {
      // The second of two alike is asked where the first was let in; who sees everybody may also erase everybody, and send anybody's mail.
      const isAllowed = (route: Route) =>
        walker.seesWholeNetwork === true && OF_THE_WHOLE_NETWORK.includes(`${route.method} ${route.path}`);
      const isWalked = (route: Route) =>
        route.phase === phase && !isAllowed(route) && (!walker.like || findings.letIn(route, walker.like));
      const visits = routes.filter(isWalked).flatMap((route) => visitsOf({ app, route, ...walker }));
      // A session must not end between two answers that are compared.
      await walk({ walker, visits, findings, abreast: phase === 'leave' ? 1 : 6 });
    }
  }

  const table = {
    rows: findings.rows(),
    walkers: walkers.map(({ name }) => name),
    database: app.database,
    seconds: Math.round((Date.now() - start) / 1000),
  };
  fs.mkdirSync(path.join(ROOT, '.tmp'), { recursive: true });
  fs.writeFileSync(path.join(ROOT, '.tmp/isolation.md'), documentOf(table));
  process.stdout.write(`${summaryOf(table)}\n`);

  expect(findings.leaks).toEqual([]);
  expect(await rowsOfPeople(app)).toBe(before);
  expect(app.smtp.mails.length).toBe(mails);
  const unseen = walkers.flatMap(({ name, expected }) =>
    expected.filter((text) => !findings.hasSeen(name, text)).map((text) => `${name} did not see ${text}`)
  );
  expect(unseen).toEqual([]);
}, 900_000);
