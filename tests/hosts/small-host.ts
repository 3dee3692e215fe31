import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../helpers/app';
import { newDatabase } from '../helpers/database';
import { newScratchFolder } from '../helpers/scratch-folder';

type Settings = Record<string, unknown>;
export type SmallHost = {
  folder: string;
  /** How its database is reached. */
  database: Record<string, string>;
  /** Writes a file of its config anew: what it exports. */
  config: (name: string, settings: unknown) => void;
  /** Writes what its config says of the plugin; null: as if it had never heard of it. */
  withPlugin: (plugin: Settings | null) => void;
  /** Runs a program of Node in it, with these words on its command line, to its end. */
  run: (args: string[], env?: Record<string, string>) => Promise<{ code: number; stdout: string; stderr: string }>;
  remove: () => void;
};

const PACKAGES = ['@strapi/strapi', '@strapi/plugin-users-permissions', 'strapi-plugin-rn-subscriptions'];

const databaseOf = ({ DATABASE_CLIENT, ...env }: Record<string, string>, schema: string): Settings => ({
  connection:
    DATABASE_CLIENT === 'sqlite'
      ? { client: 'sqlite', connection: { filename: env.DATABASE_FILENAME }, useNullAsDefault: true }
      : {
          client: 'postgres',
          connection: {
            host: env.DATABASE_HOST,
            port: Number(env.DATABASE_PORT),
            database: env.DATABASE_NAME,
            user: env.DATABASE_USERNAME,
            password: env.DATABASE_PASSWORD,
            schema,
          },
        },
  settings: { forceMigration: false },
});

/** As config/plugins of a host that has followed the README. */
export const PLUGINS: Record<string, Settings> = {
  'rn-subscriptions': {
    enabled: true,
    config: { adminUrl: 'https://host.example/admin', websiteUrl: 'https://host.example/inscription/' },
  },
  'users-permissions': { config: { jwtSecret: 'only-for-this-test-run-0123456789' } },
  email: {
    config: {
      provider: '@strapi/provider-email-nodemailer',
      providerOptions: { host: '127.0.0.1', port: 1 },
      settings: { defaultFrom: 'host@example.org', defaultReplyTo: 'host@example.org' },
    },
  },
};

const MIDDLEWARES = ['logger', 'errors', 'security', 'cors', 'query', 'body', 'session', 'favicon', 'public'].map(
  (name) => `strapi::${name}`
);

/**
 * Somebody else's Strapi project, in plain JavaScript and as small as can be, on a new and empty database (of PostgreSQL in the schema that `create-strapi-app` writes, unless told another): what it has installed are
 * the packages of this repository, so that it starts in a second.
 */
export const makeSmallHost = async ({ schema = 'public' }: { schema?: string } = {}): Promise<SmallHost> => {
  const folder = newScratchFolder('rn-host-');
  const client = (process.env.TEST_DATABASE ?? 'sqlite') as 'sqlite' | 'postgres';
  const database = await newDatabase({ client, folder, firstStart: null });
  const write = (file: string, text: string) => {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  };
  const config: SmallHost['config'] = (name, settings) =>
    write(`config/${name}.js`, `module.exports = ${JSON.stringify(settings, null, 2)};\n`);
  const secret = () => randomBytes(24).toString('base64');

  write(
    'package.json',
    JSON.stringify({
      name: 'small-host',
      version: '1.0.0',
      dependencies: Object.fromEntries(PACKAGES.map((name) => [name, '*'])),
    })
  );
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  fs.mkdirSync(path.join(folder, 'public/uploads'), { recursive: true });
  config('server', {
    host: '127.0.0.1',
    port: 0,
    logger: { updates: { enabled: false } },
    url: 'https://host.example',
    app: { keys: [secret()] },
  });
  config('admin', {
    auth: { secret: secret() },
    apiToken: { salt: secret() },
    transfer: { token: { salt: secret() } },
    secrets: { encryptionKey: secret() },
  });
  config('api', {});
  config('database', databaseOf(database, schema));
  const withPlugin = (plugin: Settings | null) => {
    config('plugins', { ...PLUGINS, 'rn-subscriptions': plugin ?? { enabled: false } });
    config('middlewares', plugin ? [...MIDDLEWARES, 'plugin::rn-subscriptions.harmless-uploads'] : MIDDLEWARES);
  };
  withPlugin(PLUGINS['rn-subscriptions']);

  return {
    folder,
    database,
    config,
    withPlugin,
    run: async (args, env = {}) => {
      const child = spawn(process.execPath, args, {
        cwd: folder,
        env: {
          PATH: process.env.PATH!,
          LANG: 'C.UTF-8',
          STRAPI_TELEMETRY_DISABLED: 'true',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const said = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk) => (said[name] += chunk));
      const [code] = await once(child, 'close');
      return { code: code ?? 1, ...said };
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
};

const SCRIPT = (lines: string) => [
  '-e',
  `require('@strapi/strapi').createStrapi().load().then(async (strapi) => { ${lines} }).then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });`,
];

/** Starts the host as far as to the point at which it would listen, runs these lines of JavaScript with `strapi`, and ends it. Returns what they printed as JSON to stderr, if they did; fails where the start does. */
export const inHost = async (host: SmallHost, lines: string): Promise<any> => {
  const { code, stdout, stderr } = await host.run(SCRIPT(lines));
  if (code !== 0) throw new Error(`The host ended with ${code}:\n${stdout}${stderr}`);
  return stderr ? JSON.parse(stderr) : null;
};

/** A start and nothing else: the arguments of {@link SmallHost.run}. */
export const A_START = SCRIPT('');
