import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../helpers/free-port';
import { until } from '../helpers/until';

/** A Strapi project of somebody else's, in a folder of its own: nothing of this repository is above it, but for what was packed. */

const ROOT = path.resolve(__dirname, '../..');
const HOST = path.join(__dirname, 'host');
const PLUGIN = path.join(ROOT, 'src/plugins/rn-subscriptions');
export const STRAPI = '5.54.0';

type Environment = Record<string, string>;
type Ended = { code: number; output: string };

/** What a program of a project inherits: nothing of the test run nor of the npm that started it, but for the settings of npm. */
const cleanEnvironment = (): Environment => {
  const isOurs = (name: string) =>
    /^(NODE_ENV|NODE_OPTIONS|JEST_WORKER_ID|INIT_CWD|TEST_\w+|DATABASE_\w+|npm_(package|lifecycle|command|execpath|node_execpath).*)$/.test(
      name
    );
  return {
    ...(Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name))) as Environment),
    STRAPI_TELEMETRY_DISABLED: 'true',
    STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
  };
};

/** Runs a program to its end, whatever that is. */
export const runToItsEnd = async (
  command: string,
  args: string[],
  { cwd, env = {} }: { cwd: string; env?: Environment }
): Promise<Ended> => {
  const child = spawn(command, args, {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code: code ?? 1, output };
};

/** Runs a program that has to end well, and returns what it printed. */
export const run = async (command: string, args: string[], options: { cwd: string; env?: Environment }) => {
  const { code, output } = await runToItsEnd(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.slice(-5000)}`);
  return output;
};

export type HostServer = {
  address: string;
  logs: () => string;
  stop: () => Promise<number | null>;
};

/** Starts the project as an operator does, in production, and waits until it answers. */
const start = async (folder: string, env: Environment): Promise<HostServer> => {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn('node', ['node_modules/@strapi/strapi/bin/strapi.js', 'start'], {
    cwd: folder,
    env: {
      ...cleanEnvironment(),
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: address,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let logged = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (logged += chunk));
  const gone = once(child, 'exit') as Promise<[number | null]>;
  const isUp = () =>
    fetch(`${address}/_health`).then(
      ({ status }) => status,
      () => 0
    );
  await Promise.race([
    until(isUp, (status) => status === 204, 120_000),
    gone.then(([code]) => Promise.reject(new Error(`The host ended with ${code}:\n${logged.slice(-5000)}`))),
  ]);
  return {
    address,
    logs: () => logged,
    stop: async () => {
      child.kill('SIGTERM');
      return (await gone)[0];
    },
  };
};

/** Starts the project, has `part` done with it, and stops it in order; where something fails, with what the host said last. */
export const whileRunning = async <Result>(
  folder: string,
  env: Environment,
  part: (server: HostServer) => Promise<Result>
): Promise<Result> => {
  const server = await start(folder, env);
  try {
    return await part(server);
  } catch (error) {
    throw new Error(`${(error as Error).stack}\nThe host said last:\n${server.logs().slice(-3000)}`);
  } finally {
    expect(await server.stop()).toBe(0);
  }
};

/** The package as npm would publish it; the answer is the file. */
const pack = async (folder: string): Promise<string> => {
  await run('npm', ['pack', '--pack-destination', folder], { cwd: PLUGIN });
  return path.join(
    folder,
    fs.readdirSync(folder).find((name) => name.endsWith('.tgz'))!
  );
};

export const PREVIOUS = path.join(__dirname, 'previous/strapi-plugin-rn-subscriptions-0.1.0.tgz');

/** What `npm install` of these packages does in a project. */
export const install = (folder: string, packages: string[], env: Environment = {}) =>
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages], { cwd: folder, env });

/** What the README has its reader write, in the files of `create-strapi-app`. */
const followReadme = (folder: string) => {
  fs.cpSync(HOST, folder, { recursive: true });
  const database = path.join(folder, 'config/database.ts');
  const written = fs.readFileSync(database, 'utf8');
  const settled = written
    .replace('  return {\n    connection: {', '  return {\n    settings: { forceMigration: false },\n    connection: {')
    // One project for both databases, and a file for each test.
    .replace("path.join(__dirname, '..', '..', env('DATABASE_FILENAME', '.tmp/data.db'))", "env('DATABASE_FILENAME')!");
  if (!settled.includes('forceMigration') || !settled.includes("filename: env('DATABASE_FILENAME')"))
    throw new Error('create-strapi-app writes another config/database.ts than it did.');
  fs.writeFileSync(database, settled);
};

/** A project as `create-strapi-app` writes it, with the packed plugin, built; minutes. */
export const makeProject = async (): Promise<{ folder: string; packed: string }> => {
  const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'rn-install-'));
  const folder = path.join(parent, 'host');
  const packed = await pack(parent);
  await run(
    'npm',
    [
      ...['exec', '--yes', `create-strapi-app@${STRAPI}`, '--', folder],
      ...['--ts', '--use-npm', '--no-install', '--skip-cloud', '--no-example', '--no-git-init', '--dbclient', 'sqlite'],
    ],
    { cwd: parent }
  );
  // `pg` as create-strapi-app would add it for PostgreSQL.
  await install(folder, [packed, `@strapi/provider-email-nodemailer@${STRAPI}`, 'pg@8.20.0']);
  followReadme(folder);
  await run('npm', ['run', 'build'], { cwd: folder });
  return { folder, packed };
};

/** The project again, in a folder beside it, to change what is installed there. */
export const copyOf = async (folder: string, name: string): Promise<string> => {
  const copy = path.join(path.dirname(folder), name);
  // Links to the same files: npm puts new ones in the place of those of packages, and writes into these.
  await run('cp', ['-al', folder, copy], { cwd: path.dirname(folder) });
  for (const name of ['package.json', 'package-lock.json', 'node_modules/.package-lock.json']) {
    fs.rmSync(path.join(copy, name));
    fs.copyFileSync(path.join(folder, name), path.join(copy, name));
  }
  return copy;
};
