import fs from 'node:fs';
import path from 'node:path';
import { ROOT, startApp, type App } from '../helpers/app';
import { makeAdmin, type Admin } from '../helpers/people';

const SCRIPT = '<script>fetch("/admin/users")</script>';
/** The smallest of their kind, of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64'
);
const WEBP = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64');
/** An image to whoever decodes it, and a page to whoever is told that it is one. */
const POLYGLOT = Buffer.concat([PNG, Buffer.from(SCRIPT)]);

const SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

let app: App;
let editor: Admin;
const stored: string[] = [];

beforeAll(async () => {
  app = await startApp();
  editor = await makeAdmin(app, { role: 'rn-editor' });
});
afterAll(async () => {
  for (const { id } of await app.strapi.db.query('plugin::upload.file').findMany())
    await app.strapi
      .plugin('upload')
      .service('upload')
      .remove(await app.strapi.plugin('upload').service('upload').findOne(id));
  for (const file of stored) fs.rmSync(file, { force: true });
  await app.stop();
});

type File = { name: string; type: string; content: Buffer | string };
const send = (address: string, token: string, { name, type, content }: File) =>
  app
    .http()
    .post(address)
    .set('Authorization', `Bearer ${token}`)
    .attach('files', Buffer.from(content), { filename: name, contentType: type });

/** A file that an earlier version, or another Strapi, has let in. */
const placeFile = (name: string, content: Buffer | string) => {
  const file = path.join(ROOT, 'public/uploads', `rn-test-${process.pid}-${name}`);
  fs.writeFileSync(file, content);
  stored.push(file);
  return `/uploads/${path.basename(file)}`;
};

const HARMFUL: [name: string, type: string, content: Buffer | string][] = [
  ['x.js', 'text/javascript', 'alert(1)'],
  ['x.html', 'text/html', SCRIPT],
  ['x.xhtml', 'application/xhtml+xml', SCRIPT],
  ['x.svg', 'image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`],
  ['x.php', 'application/x-php', '<?php'],
  ['x.pdf', 'application/pdf', '%PDF-1.7'],
  ['a script that is named and declared an image.png', 'image/png', SCRIPT],
  ['an image that is named a page.html', 'image/png', POLYGLOT],
  ['an image that is named a page, and declared nothing.html', 'application/octet-stream', POLYGLOT],
  ['an image that is named a script.js', 'application/octet-stream', POLYGLOT],
  ['an image that is named as another.jpg', 'image/jpeg', PNG],
  ['an image without a name that says so', 'image/png', PNG],
  ['an image that nobody can decode.png', 'image/png', Buffer.concat([PNG.subarray(0, 16), Buffer.from(SCRIPT)])],
  ['x.gif', 'image/gif', 'GIF89a=1/*'],
];

test.each(HARMFUL)('%s is refused, in the reader’s language, by every door for files', async (name, type, content) => {
  const file = { name, type, content };
  const { body: image } = await send('/upload', editor.token, {
    name: 'logo.png',
    type: 'image/png',
    content: PNG,
  }).expect(201);
  for (const door of [
    '/upload',
    '/upload/files',
    `/upload?id=${image[0].id}`,
    `/upload/files/${image[0].id}/replace`,
  ]) {
    const { status, body } = await send(door, editor.token, file);
    expect([door, status, body.error?.message]).toEqual([
      door,
      400,
      expect.stringMatching(/^Seules des images PNG, JPEG ou WebP sont acceptées/),
    ]);
  }
});

test('an image is taken, and replaced by another', async () => {
  const { body } = await send('/upload', editor.token, {
    name: 'Logo.PNG',
    type: 'image/png',
    content: POLYGLOT,
  }).expect(201);
  await send('/upload/files', editor.token, { name: 'logo.webp', type: 'image/webp', content: WEBP }).expect(201);
  await send(`/upload/files/${body[0].id}/replace`, editor.token, {
    name: 'other.webp',
    type: 'image/webp',
    content: WEBP,
  }).expect(200);
  const { headers } = await app.http().get(body[0].url).expect(200);
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'content-security-policy': SANDBOX,
  });
  expect(headers).not.toHaveProperty('content-disposition');
});

test('the API takes none from a stranger, and only images from a token that may upload', async () => {
  const file = { name: 'x.html', type: 'text/html', content: SCRIPT };
  await app.http().post('/api/upload').attach('files', PNG, 'logo.png').expect(401);
  const { accessKey } = await app.strapi
    .service('admin::api-token')
    .create({ name: 'uploads', description: '', type: 'full-access', lifespan: null });
  await send('/api/upload', accessKey, file).expect(400);
  const { body } = await send('/api/upload', accessKey, { name: 'logo.png', type: 'image/png', content: PNG }).expect(
    201
  );
  await send(`/api/upload?id=${body[0].id}`, accessKey, file).expect(400);
});

test('what is there from earlier days is downloaded, in a sandbox, and is no script of a page, by whatever address', async () => {
  for (const [name, content] of [
    ['x.html', SCRIPT],
    ['x.svg', SCRIPT],
    ['x.xhtml', SCRIPT],
    ['x.js', 'alert(1)'],
    ['x.mjs', 'alert(1)'],
    ['x.pdf', '%PDF'],
    ['x', SCRIPT],
  ]) {
    const address = placeFile(name, content);
    for (const one of [
      address,
      address.replace('/uploads', '/%75ploads'),
      `/inscription%2f..${address.replaceAll('/', '%2f')}`,
      address.replace('/uploads', '/./uploads'),
      address.replace('/uploads/', '/uploads/%2e/'),
    ]) {
      const { status, headers } = await app.http().get(one);
      if (status !== 200) continue;
      expect([one, headers]).toEqual([
        one,
        expect.objectContaining({
          'content-disposition': 'attachment',
          'content-security-policy': SANDBOX,
          'x-content-type-options': 'nosniff',
        }),
      ]);
      expect(headers['content-type'] ?? '').not.toMatch(/script/);
    }
    const part = await app.http().get(address).set('Range', 'bytes=0-3').expect(206);
    expect(part.headers).toMatchObject({ 'content-disposition': 'attachment', 'content-security-policy': SANDBOX });
    expect((await app.http().get(address)).status).toBe(200);
  }
});

test('nobody has this server fetch an address', async () => {
  const admin = await makeAdmin(app, { role: 'strapi-super-admin' });
  for (const address of [
    '/upload/actions/upload-from-urls',
    '/upload/actions/upload-from-urls/',
    '/Upload/Actions/Upload-From-URLs',
  ])
    await admin.post(address, { urls: [`${app.address}/_health`] }).expect(404);
});
