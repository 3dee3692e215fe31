import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { engines, peerDependencies } from '../../../../package.json';
import { UIDS } from '../../uids';
import { isDedicated } from '../dedicated';
import { addressesOf, guessedOf, saidIn } from '../addresses';
import type { EarlyFacts, Facts } from './facts';

const UNIQUE_ADDRESS = 'rn_accounts_email';

/** Whether there is a database to be asked: asking SQLite would make one. */
export const hasDatabase = (strapi: Core.Strapi): boolean => {
  const { client, connection } = strapi.config.get<{ client: string; connection: { filename?: string } }>(
    'database.connection'
  );
  return client === 'postgres' || (client === 'sqlite' && existsSync(path.resolve(connection.filename ?? '')));
};

/**
 * Accounts that share an address, its case aside. Where the unique index is there already there are none that matter: whoever has it
 * has started before.
 */
const sameAddress = async (strapi: Core.Strapi): Promise<number[][]> => {
  const { collectionName: table } = strapi.contentType(UIDS.account);
  if (!hasDatabase(strapi) || !(await strapi.db.getSchemaConnection().hasTable(table!))) return [];
  const indexes = await strapi.db.dialect.schemaInspector.getIndexes(table!);
  if (indexes.some(({ name }) => name === UNIQUE_ADDRESS)) return [];
  const accounts = () => strapi.db.getConnection(table);
  const lower = strapi.db.connection.raw('lower(email)');
  const shared = accounts().select(lower).whereNotNull('email').groupByRaw('lower(email)').havingRaw('count(*) > 1');
  const rows: { id: number; address: string }[] = await accounts()
    .select('id', strapi.db.connection.raw('lower(email) as address'))
    .whereIn(lower as never, shared)
    .orderBy('id');
  const byAddress = new Map<string, number[]>();
  for (const { id, address } of rows) byAddress.set(address, [...(byAddress.get(address) ?? []), id]);
  return [...byAddress.values()];
};

/** What the settings and the packages say; Strapi need not have loaded its plugins. */
export const readEarlyFacts = (strapi: Core.Strapi): EarlyFacts => ({
  node: { version: process.versions.node, range: engines.node },
  strapi: { version: strapi.config.get('info.strapi'), range: peerDependencies['@strapi/strapi'] },
  databaseClient: strapi.config.get('database.connection.client'),
});

/** The facts of this installation, by its settings, its packages and its database, in which nothing is changed. Throws what the database says where it does not answer. */
export const readFacts = async (strapi: Core.Strapi): Promise<Facts> => {
  const hasUsersPermissions = strapi.plugin('users-permissions') !== undefined;
  const email = strapi.config.get<{ provider: string; providerOptions: object } | undefined>('plugin::email');
  const provider = strapi.plugin('email') && email ? email.provider : null;
  const said = saidIn(strapi);
  return {
    ...readEarlyFacts(strapi),
    isProduction: process.env.NODE_ENV === 'production',
    dedicated: isDedicated(strapi),
    forceMigration: strapi.config.get('database.settings.forceMigration', true),
    addresses: { ...addressesOf(said), guessed: guessedOf(said), isWebsiteOff: !said.website.enabled },
    hasUsersPermissions,
    email: { provider, isChosen: provider !== 'sendmail' || Object.keys(email?.providerOptions ?? {}).length > 0 },
    sameAddress: hasUsersPermissions ? await sameAddress(strapi) : [],
  };
};
