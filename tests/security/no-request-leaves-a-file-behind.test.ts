import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import { startApp, type App } from '../helpers/app';
import { makeAdmin, makeMediatheque, makePatron, signIn, type Admin } from '../helpers/people';
import { newScratchFolder } from '../helpers/scratch-folder';
import { until } from '../helpers/until';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64'
);
/** What is looked for at rest: it stands in every file that is sent here. */
const CANARY = `canary-${process.pid}-${Date.now()}`;
const CONTENT = Buffer.concat([PNG, Buffer.from(CANARY)]);
const LARGEST_FILE = 10 * 1024 * 1024;

let app: App;
let editor: Admin;
/** Where this application puts what is temporary, and where a parser that was told nothing would put it. */
const ownFolder = newScratchFolder('rn-temporary-');
const commonFolder = os.tmpdir();

beforeAll(async () => {
  app = await startApp({ env: { TMPDIR: ownFolder }, listen: true });
  editor = await makeAdmin(app, { role: 'rn-editor' });
});
afterAll(async () => {
  const uploads = app.strapi.plugin('upload').service('upload');
  for (const { id } of await app.strapi.db.query('plugin::upload.file').findMany())
    await uploads.remove(await uploads.findOne(id));
  await app.stop();
  fs.rmSync(ownFolder, { recursive: true, force: true });
});

const holdsCanary = (file: string): boolean => {
  try {
    return fs.statSync(file).isFile() && fs.readFileSync(file).includes(CANARY);
  } catch {
    return false;
  }
};

/** What requests have left: all in the folder of this application, and ours alone in the one that all processes share. */
const leftBehind = (): string[] => [
  ...fs.readdirSync(ownFolder, { recursive: true }).map(String),
  ...fs
    .readdirSync(commonFolder)
    .filter((name) => /^[a-z0-9]{25}$/.test(name) && holdsCanary(path.join(commonFolder, name))),
];

const nothingIsLeft = () =>
  until(
    async () => leftBehind(),
    (left) => left.length === 0
  );

const BOUNDARY = 'between-the-parts';
const part = (field: string, name: string, content: Buffer) =>
  Buffer.concat([
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n`
    ),
    content,
    Buffer.from('\r\n'),
  ]);
const END = Buffer.from(`--${BOUNDARY}--\r\n`);

/** Sends a request as it is written here, in parts if need be; the answer is its status, or null where none came. */
const sendRaw = async (input: { path: string; token?: string; length?: number; parts: Buffer[]; cutOff?: boolean }) => {
  const { path: address, token, length, parts, cutOff } = input;
  const socket = net.connect(Number(new URL(app.address).port), '127.0.0.1');
  await once(socket, 'connect');
  let answer = '';
  socket.on('data', (data) => (answer += data)).on('error', () => {});
  const closed = once(socket, 'close');
  const head = [
    `POST ${address} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Content-Type: multipart/form-data; boundary=${BOUNDARY}`,
    'Connection: close',
    length === undefined ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`,
  ];
  socket.write([...head, ...(token ? [`Authorization: Bearer ${token}`] : []), '', ''].join('\r\n'));
  for (const one of parts)
    socket.write(
      length === undefined
        ? Buffer.concat([Buffer.from(`${one.length.toString(16)}\r\n`), one, Buffer.from('\r\n')])
        : one
    );
  if (cutOff) {
    // Once the first part is on the disk, or is refused.
    await until(async () => leftBehind().length > 0 || answer !== '', Boolean);
    socket.destroy();
  } else if (length === undefined) socket.write('0\r\n\r\n');
  await closed;
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0) || null;
};

const file = part('files', 'logo.png', CONTENT);

test.each([
  '/nowhere',
  '/',
  '/api/auth/local',
  '/api/rn-subscriptions/registrations',
  '/admin/login',
  '/upload/folders',
  '/upload/actions/bulk-delete',
  '/api/digital-resources',
  '/_health',
])('%s takes no files: it says so before it reads any', async (address) => {
  for (const token of [undefined, editor.token]) {
    expect(await sendRaw({ path: address, token, length: file.length + END.length, parts: [file, END] })).toBe(415);
    // Nothing but the head has come: what is asked for is read by nobody.
    expect(await sendRaw({ path: address, token, length: 2 ** 40, parts: [], cutOff: true })).toBe(415);
  }
  expect(leftBehind()).toEqual([]);
});

test('a stranger, a patron and a librarian are refused before a file of theirs is read', async () => {
  const mediatheque = await makeMediatheque(app);
  const { token } = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  const patron = await makePatron(app, mediatheque);
  const { jwt } = (await signIn(app, patron.email).expect(200)).body;
  const cases: [path: string, token: string | undefined, status: number][] = [
    ['/upload', undefined, 401],
    ['/upload', 'made-up', 401],
    ['/upload', jwt, 401],
    ['/upload', token, 403],
    ['/upload/files', token, 403],
    ['/upload/files/1/replace', token, 403],
    ['/UPLOAD/', undefined, 401],
    ['/api/upload', undefined, 401],
    ['/api/upload', 'made-up', 401],
    ['/api/upload?id=1', jwt, 403],
  ];
  for (const [address, bearer, status] of cases) {
    expect([
      address,
      status,
      await sendRaw({ path: address, token: bearer, length: 2 ** 40, parts: [file], cutOff: true }),
    ]).toEqual([address, status, status]);
    expect(leftBehind()).toEqual([]);
  }
});

test('what was written is gone with the request, however it ends', async () => {
  const { token } = editor;
  const whole = [file, part('another', 'x.png', CONTENT), part('files', 'second.png', CONTENT), END];
  const length = whole.reduce((sum, one) => sum + one.length, 0);
  expect(await sendRaw({ path: '/upload', token, length, parts: whole })).toBe(201);
  await nothingIsLeft();
  const script = [part('files', 'x.html', Buffer.from(CANARY)), END];
  expect(await sendRaw({ path: '/upload', token, length: Buffer.concat(script).length, parts: script })).toBe(400);
  await nothingIsLeft();
  expect(
    await sendRaw({ path: '/upload/files/123456/replace', token, length: file.length + END.length, parts: [file, END] })
  ).toBe(404);
  await nothingIsLeft();
  // It ends before the form does.
  expect(await sendRaw({ path: '/upload', token, length: file.length, parts: [file] })).toBe(400);
  await nothingIsLeft();
});

test('a file that is too large is refused by its length, or as soon as it is, and is gone', async () => {
  const { token } = editor;
  expect(await sendRaw({ path: '/upload', token, length: 2 * LARGEST_FILE, parts: [file], cutOff: true })).toBe(413);
  expect(leftBehind()).toEqual([]);
  // It does not say how long it is.
  const large = part('files', 'large.png', Buffer.concat([CONTENT, Buffer.alloc(LARGEST_FILE)]));
  expect(await sendRaw({ path: '/upload', token, parts: [large, END] })).toBe(413);
  await nothingIsLeft();
});

test('a request that is cut off leaves nothing, and no failure of ours in the log', async () => {
  const before = app.logs().length;
  const printed = jest.spyOn(process.stderr, 'write');
  for (const parts of [[file], [file, file, file], [file.subarray(0, 200)]]) {
    expect(
      await sendRaw({ path: '/upload', token: editor.token, length: LARGEST_FILE, parts, cutOff: true })
    ).toBeNull();
    await nothingIsLeft();
  }
  expect(app.logs().slice(before)).not.toMatch(/error|\n\s+at /);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});
