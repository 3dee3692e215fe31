import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { ROOT, startApp, type App } from '../helpers/app';

let app: App;
beforeAll(async () => {
  app = await startApp({ listen: true });
});
afterAll(() => app.stop());

const folderOf = (page: string) => /src="([0-9a-f]{16})\/js\/main\.js"/.exec(page)![1];
const ENTITIES: Record<string, string> = { '&quot;': '"', '&#39;': "'", '&#x2F;': '/', '&lt;': '<', '&gt;': '>' };
const settingsIn = (page: string) =>
  JSON.parse(/data-settings="([^"]*)"/.exec(page)![1].replace(/&#?\w+;/g, (entity) => ENTITIES[entity]));

/** Asks for exactly this path: clients tidy what they are given. */
const statusOf = (asked: string): Promise<number> =>
  new Promise((resolve, reject) =>
    http.get(app.address, { path: asked }, (answer) => resolve(answer.resume().statusCode!)).on('error', reject)
  );

test('the page says what it needs, and its files are there, each as what it is', async () => {
  const { text, headers } = await app.http().get('/inscription/').expect(200);
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
  expect(settingsIn(text)).toEqual({
    api: '../api',
    networkName: 'Médiathèque départementale de l’Oise',
    hasCatalogue: true,
    notices: {},
  });
  const types: Record<string, RegExp> = {
    js: /^(text|application)\/javascript; charset=utf-8$/,
    css: /^text\/css; charset=utf-8$/,
  };
  const named = [...text.matchAll(/(?:src|href)="([0-9a-f]{16}\/[^"]+)"/g)].map(([, file]) => file);
  expect(named).toHaveLength(5);
  for (const file of [...named, 'shared.js', 'altcha/altcha.js', 'altcha/pbkdf2.js']) {
    const answer = await app.http().get(`/inscription/${file}`).expect(200);
    expect(answer.headers['content-type']).toMatch(types[file.split('.').at(-1)!]);
    expect(answer.text.length).toBeGreaterThan(0);
  }
});

test('every module that a module asks for is there', async () => {
  const seen = new Set<string>();
  const follow = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    const { text } = await app.http().get(`/inscription/${file}`).expect(200);
    for (const [, asked] of text.matchAll(/(?:from|import\(|new URL\()\s*'(\.[^']+)'/g))
      await follow(path.posix.join(path.posix.dirname(file), asked));
  };
  await follow('js/main.js');
  expect([...seen]).toEqual(expect.arrayContaining(['shared.js', 'altcha/altcha.js', 'altcha/pbkdf2.js']));
});

test('files of this version are kept for good, those of another asked for again, and what has not changed is not sent', async () => {
  const version = folderOf((await app.http().get('/inscription/')).text);
  const file = (folder: string) => app.http().get(`/inscription/${folder}js/main.js`);
  const { headers, text } = await file(`${version}/`).expect(200);
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  for (const folder of ['', '0123456789abcdef/']) {
    const other = await file(folder).expect(200);
    expect([other.headers['cache-control'], other.text]).toEqual(['no-cache', text]);
  }
  const unchanged = await file('').set('If-None-Match', headers.etag).expect(304);
  expect(unchanged.text).toBe('');
  await file('').set('If-None-Match', '"something-else"').expect(200);
});

test('the path without its last slash leads to the page, and a HEAD sends no body', async () => {
  const { headers } = await app.http().get('/inscription?lang=en').expect(302);
  expect(headers.location).toBe('inscription/?lang=en');
  const head = await app.http().head('/inscription/').expect(200);
  expect(head.text).toBeUndefined();
  expect(Number(head.headers['content-length'])).toBeGreaterThan(1000);
});

test.each([
  '/inscription/nowhere',
  '/inscription/js',
  '/inscription/js/',
  '/inscription/js/nowhere.js',
  '/inscription//js/main.js',
  '/inscription/../../package.json',
  '/inscription/..%2f..%2fpackage.json',
  '/inscription/%2e%2e/%2e%2e/package.json',
  '/inscription/js/../../../package.json',
  '/inscription/js/..\\..\\..\\package.json',
  '/inscription/js%2fmain.js',
  '/inscription/js/main.js%00',
  '/inscription/0123456789abcdef/../../../package.json',
  '/inscription/constructor',
  '/inscription/__proto__',
  '/inscription/%E0%A4%A',
])('there is nothing at %s', async (asked) => expect(await statusOf(asked)).toBe(404));

test('all that is served is in the package', () => {
  const plugin = path.join(ROOT, 'src/plugins/rn-subscriptions');
  const { files } = JSON.parse(fs.readFileSync(path.join(plugin, 'package.json'), 'utf8'));
  expect(files).toContain('dist');
  for (const file of [
    'index.html',
    'js/main.js',
    'css/base.css',
    'shared.js',
    'altcha/altcha.js',
    'altcha/LICENSE.txt',
  ])
    expect(fs.existsSync(path.join(plugin, 'dist/website', file))).toBe(true);
});

describe('in a host that wants it otherwise', () => {
  const start = async (env: Record<string, string>) => {
    await app.stop();
    app = await startApp({ env, listen: true });
  };

  test('it lies at another path, with another style sheet and notices', async () => {
    await start({
      WEBSITE_PATH: '/services/abonnement',
      WEBSITE_STYLE_SHEET: 'https://oise.fr/charte.css',
      WEBSITE_LEGAL_NOTICE: 'Éditeur : <le> « département ».',
      WEBSITE_ACCESSIBILITY: 'https://oise.fr/accessibilite',
    });
    await app.http().get('/inscription/').expect(404);
    expect((await app.http().get('/services/abonnement').expect(302)).headers.location).toBe('abonnement/');
    const { text, headers } = await app.http().get('/services/abonnement/').expect(200);
    expect(text).toContain('<link rel="stylesheet" href="https:&#x2F;&#x2F;oise.fr&#x2F;charte.css" />');
    expect(headers['content-security-policy']).toContain("style-src 'self' https://oise.fr;");
    const settings = settingsIn(text);
    expect(settings.api).toBe('../../api');
    expect(settings.notices).toMatchObject({
      legal: { fr: { text: 'Éditeur : <le> « département ».' } },
      accessibility: { en: { address: 'https://oise.fr/accessibilite' } },
    });
    await app
      .http()
      .get(`/services/abonnement/${folderOf(text)}/js/main.js`)
      .expect(200);
  });

  test('it is not there at all', async () => {
    await start({ WEBSITE_ENABLED: 'false' });
    for (const asked of ['/inscription', '/inscription/', '/inscription/js/main.js', '/inscription/altcha/altcha.js'])
      await app.http().get(asked).expect(404);
    await app.http().get('/api/rn-subscriptions/mediatheques').expect(200);
  });
});
