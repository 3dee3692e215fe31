import fs from 'node:fs';
import path from 'node:path';
import { ROOT, startApp, type App } from '../helpers/app';
import { documentsOf } from '../helpers/documents';

const UID = 'plugin::rn-subscriptions.mediatheque';
const REAL_LIST = path.resolve(ROOT, '../shared/data/bibliotheques-oise.csv');

const COLUMNS =
  "CP;Code_bib;Surface;Amplitude horaire;Nom de l'établissement;Libellé 2;Complément;Adresse;Code région;Région;Code département;Département;Ville;Cedex;Code insee commune;Population commune;Longitude;Latitude;Statut;Type adresse ;Nombre de salariés;Nombre de bénévoles;geolocalisation";
const line = (code: string, name: string, city: string, address = '1 rue du Puits', departement = '60') =>
  `60000;${code}.0;100.0;10.0;${name};;;${address};32.0;Hauts-de-France;${departement};Oise;${city};;60001;1000;2.0;49.0;Bibliothèque municipale;Bâtiment ouvert;1.0;1.0;49.0, 2.0`;
const file = (...lines: string[]) => Buffer.from(`\ufeff${[COLUMNS, ...lines].join('\n')}\n`);

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => app.strapi.db.query(UID).deleteMany({ where: {} }));
afterAll(() => app.stop());

const run = (bytes: Buffer, dryRun = false) =>
  app.strapi
    .plugin('rn-subscriptions')
    .service('mediathequeImport')
    .run({ bytes, departement: '60', dryRun, onProgress: () => {} });
const all = () => app.strapi.db.query(UID).findMany({ orderBy: 'code' });

test('a list imported twice creates nothing the second time, and what an editor changed by hand stays', async () => {
  const list = file(
    line('11', 'Bibliothèque municipale', 'Hameau'),
    line('12', 'Médiathèque', 'Bourg'),
    line('13', 'Médiathèque', 'Ailleurs', '2 rue', '80')
  );
  expect((await run(list)).counts).toEqual({ created: 2, updated: 0, unchanged: 0, skipped: 1 });
  expect((await run(list)).counts).toEqual({ created: 0, updated: 0, unchanged: 2, skipped: 1 });
  expect((await all()).map(({ code, label }) => [code, label])).toEqual([
    ['11', 'Hameau — Bibliothèque municipale'],
    ['12', 'Bourg — Médiathèque'],
  ]);

  const [hamlet] = await all();
  await documentsOf(app, UID).update({
    documentId: hamlet.documentId,
    data: { email: 'hameau@example.org', address: 'Place de la mairie' },
  });
  const moved = file(line('11', 'Bibliothèque du Hameau', 'Hameau', '3 rue Neuve'), line('12', 'Médiathèque', 'Bourg'));
  expect((await run(moved)).counts).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
  expect((await all())[0]).toMatchObject({
    name: 'Bibliothèque du Hameau',
    email: 'hameau@example.org',
    address: 'Place de la mairie',
  });
});

test('a dry run writes nothing and counts the same', async () => {
  const list = file(line('11', 'Bibliothèque municipale', 'Hameau'));
  expect((await run(list, true)).counts.created).toBe(1);
  expect(await all()).toEqual([]);
});

test('a file with a broken line imports nothing and names the line', async () => {
  const broken = Buffer.concat([
    file(line('11', 'Bibliothèque municipale', 'Hameau')),
    Buffer.from('60000;12.0;trop court\n'),
  ]);
  await expect(run(broken)).rejects.toMatchObject({ name: 'ImportFileError', message: expect.stringContaining('3') });
  expect(await all()).toEqual([]);
});

test('what the list said while an editor’s value stood is remembered: who types the same leaves the field to the list again', async () => {
  const list = (address: string) => file(line('11', 'Médiathèque', 'Bourg', address));
  const type = async (address: string) =>
    documentsOf(app, UID).update({ documentId: (await all())[0].documentId, data: { address } });
  await run(list('1 rue du Puits'));
  await type('Place de la mairie');
  expect((await run(list('2 rue Neuve'))).counts).toMatchObject({ updated: 0, unchanged: 1 });
  await type('2 rue Neuve');
  expect((await run(list('3 rue Neuve'))).counts).toMatchObject({ updated: 1 });
  expect((await all())[0].address).toBe('3 rue Neuve');
});

test('a list of which the last library is refused imports none of it', async () => {
  await run(file(line('11', 'Bibliothèque municipale', 'Hameau')));
  const before = await all();
  const list = file(
    line('11', 'Médiathèque', 'Hameau'),
    line('12', 'Médiathèque', 'Bourg'),
    line('13', 'Médiathèque', 'Mont')
  );
  const accept = app.strapi.db.lifecycles.subscribe({
    models: [UID],
    beforeCreate({ params }) {
      if (params.data.code === '13') throw new Error('refused by the test');
    },
  });
  try {
    await expect(run(list)).rejects.toThrow('refused by the test');
  } finally {
    accept();
  }
  expect(await all()).toEqual(before);
  expect((await run(list)).counts).toMatchObject({ created: 2, updated: 1 });
});

// The Ministry's file is not ours to ship: this test is there where the file is.
const withRealList = fs.existsSync(REAL_LIST) ? [REAL_LIST] : [];
for (const list of withRealList)
  test('the 239 real libraries of the Oise are created or skipped with a reason, then none is created', async () => {
    const bytes = fs.readFileSync(list);
    const first = (await run(bytes)).counts;
    expect(first.created + first.skipped).toBe(239);
    expect(first.created).toBeGreaterThan(230);
    expect((await run(bytes)).counts).toEqual({
      created: 0,
      updated: 0,
      unchanged: first.created,
      skipped: first.skipped,
    });
  });
