import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { COUNTERS, FUNCTION, hasCounters } from '../database/counters';
import { inSchema } from '../database/in-schema';
import { tableOf } from '../database/table-of';
import { transaction } from '../database/transaction';
import { getService } from '../service';
import { formerAccountSettings, putAccountSettingsBack } from '../strapi-seams/account-settings';
import { UIDS } from '../uids';
import { ROLES } from './roles';
import { withoutTables, type StoredSchema } from './stored-schema';

/** What was found of the plugin in a database and beside it; counts are of rows. */
export type Installed = {
  tables: { name: string; rows: number }[];
  functions: string[];
  /** of the accounts' table */
  indexes: string[];
  columns: string[];
  /** `people`: admin users who hold it */
  roles: { name: string; people: number }[];
  /** grants to other roles, of the panel, of the website and of API tokens */
  grants: number;
  /** settings in Strapi's store */
  settings: number;
  /** settings of users-permissions that the plugin has changed, as they were */
  putBack: Record<string, unknown>;
  /** accounts that sign-ups have made, and those of the site */
  accounts: { made: number; theirs: number };
  folder: { path: string; files: number } | null;
};

const OURS = `plugin::${PLUGIN_ID}.`;
const CORE_STORE = 'strapi_core_store_settings';
const STORED_SCHEMA = 'strapi_database_schema';
/** Columns of the accounts' table that the plugin has added; see strapi-seams/accounts.ts. */
const COLUMNS = ['opened_at', 'signed_out_at', 'password_changed_at', 'new_address', 'made_by_subscriptions'];
const OUR_INDEX = /^rn_accounts_/;
/** Whoever may be granted what, and the column that says so. */
const GRANTS: [uid: string, columns: string[]][] = [
  ['admin::permission', ['action', 'subject']],
  ['admin::api-token-permission', ['action']],
  ['plugin::users-permissions.permission', ['action']],
];

type JoinTable = { name: string };

/**
 * Takes the plugin out of a host's database and folder. To be asked where Strapi is loaded and described, and not started: a server that
 * runs would write again what is taken out.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const codes = Object.values(ROLES).map(({ code }) => code);
  const accounts = () => strapi.db.metadata.get(UIDS.account).tableName;
  const storeRows = () =>
    strapi.db
      .getConnection(CORE_STORE)
      .where('key', 'like', `plugin_${PLUGIN_ID}_%`)
      .orWhere('key', 'like', `plugin_content_manager_configuration_content_types::${OURS}%`);
  const ourGrants = (uid: string, columns: string[]) =>
    tableOf(strapi, uid).where((some) => columns.forEach((column) => void some.orWhere(column, 'like', `${OURS}%`)));
  const countOf = async (query: Knex.QueryBuilder): Promise<number> =>
    Number((await query.count({ count: '*' }))[0].count);
  const hasTable = (name: string) => strapi.db.getSchemaConnection().hasTable(name);

  /** Those that exist, the tables between two types first. */
  const findTables = async (): Promise<string[]> => {
    const metas = [...strapi.db.metadata.values()].filter(({ uid }) => uid.startsWith(OURS));
    const joins = metas.flatMap(({ attributes }) =>
      Object.values(attributes).flatMap((one) => (one as { joinTable?: JoinTable }).joinTable?.name ?? [])
    );
    const names = [...new Set([...joins, ...metas.map(({ tableName }) => tableName), COUNTERS])];
    const there = await Promise.all(names.map(hasTable));
    return names.filter((_name, index) => there[index]);
  };

  const findColumns = async (): Promise<string[]> => {
    const found = Object.keys(await strapi.db.getConnection(accounts()).columnInfo());
    return COLUMNS.filter((name) => found.includes(name));
  };
  const findIndexes = async (): Promise<string[]> => {
    const found: { name: string }[] = await strapi.db.dialect.schemaInspector.getIndexes(accounts());
    return [...new Set(found.map(({ name }) => name))].filter((name) => OUR_INDEX.test(name));
  };
  const findRoles = (): Promise<{ id: number; name: string; users: { id: number }[] }[]> =>
    strapi.db
      .query('admin::role')
      .findMany({ where: { code: { $in: codes } }, populate: { users: { select: ['id'] } } });

  const findFunctions = async (): Promise<string[]> => {
    if (!hasCounters(strapi)) return [];
    const { rows } = await strapi.db.connection.raw('select to_regproc(?) as found', [inSchema(strapi, FUNCTION)]);
    return rows[0].found ? [FUNCTION] : [];
  };

  const dropTables = async (trx: Knex.Transaction, names: string[]) => {
    for (const name of names) await strapi.db.getSchemaConnection(trx).dropTable(name);
  };

  const takeOutOfAccounts = async (
    trx: Knex.Transaction,
    { indexes, columns }: Pick<Installed, 'indexes' | 'columns'>
  ) => {
    const table = inSchema(strapi, accounts());
    for (const name of indexes) {
      // A unique one that Strapi makes is a constraint there.
      if (strapi.db.dialect.client === 'postgres')
        await trx.raw(`alter table ${table} drop constraint if exists "${name}"`);
      await trx.raw(`drop index if exists ${inSchema(strapi, name)}`);
    }
    // As knex does it, SQLite would copy the table, and lose what it does not know of it.
    for (const name of columns) await trx.raw(`alter table ${table} drop column "${name}"`);
  };

  /** Otherwise Strapi would take the tables for made when the plugin comes back, or drop them once more where it does not. */
  const forgetSchema = async (
    trx: Knex.Transaction,
    given: { tables: string[]; columns: string[]; indexes: string[] }
  ) => {
    const rows = () => strapi.db.getConnection(STORED_SCHEMA).transacting(trx);
    const all: { id: number; schema: string | StoredSchema }[] = await rows().select('id', 'schema');
    for (const { id, schema } of all) {
      const stored = typeof schema === 'string' ? (JSON.parse(schema) as StoredSchema) : schema;
      const left = withoutTables(stored, { ...given, shared: accounts() });
      await rows()
        .where({ id })
        .update({ schema: JSON.stringify(left), hash: 'changed' });
    }
  };

  return {
    /** What there is of the plugin; changes nothing. */
    async find(): Promise<Installed> {
      const names = await findTables();
      const tables = await Promise.all(
        names.map(async (name) => ({ name, rows: await countOf(strapi.db.getConnection(name)) }))
      );
      const columns = await findColumns();
      const isMarked = columns.includes('made_by_subscriptions');
      const made = isMarked ? await countOf(tableOf(strapi, UIDS.account).where({ made_by_subscriptions: true })) : 0;
      const roles = await findRoles();
      const grants = await Promise.all(GRANTS.map(([uid, its]) => countOf(ourGrants(uid, its))));
      const path = getService(strapi, 'stateFolder').path();
      const files = await getService(strapi, 'stateFolder').ownFiles();
      return {
        tables,
        functions: await findFunctions(),
        indexes: await findIndexes(),
        columns,
        roles: roles.map(({ name, users }) => ({ name, people: users.length })),
        grants: grants.reduce((sum, one) => sum + one, 0),
        settings: await countOf(storeRows()),
        putBack: await formerAccountSettings(strapi),
        accounts: { made, theirs: (await countOf(tableOf(strapi, UIDS.account))) - made },
        folder: path && files.length > 0 ? { path, files: files.length } : null,
      };
    },

    /**
     * Takes it all out, in one transaction, and then the files. Accounts stay, without what was ours in them; those that sign-ups have made
     * go only `withAccounts`. Returns what was taken out.
     */
    async run({ withAccounts }: { withAccounts: boolean }): Promise<Installed> {
      const found = await this.find();
      const tables = found.tables.map(({ name }) => name);
      const functions = found.functions.map((name) => inSchema(strapi, name));
      await transaction(strapi, async ({ trx }) => {
        await putAccountSettingsBack(strapi);
        for (const { id } of await findRoles()) {
          await strapi.db.query('admin::permission').deleteMany({ where: { role: { id } } });
          await strapi.db.query('admin::role').delete({ where: { id } });
        }
        for (const [uid, its] of GRANTS) await ourGrants(uid, its).transacting(trx).delete();
        await storeRows().transacting(trx).delete();
        await dropTables(trx, tables);
        for (const name of functions) await trx.raw(`drop function ${name}()`);
        if (withAccounts && found.columns.includes('made_by_subscriptions'))
          await tableOf(strapi, UIDS.account).transacting(trx).where({ made_by_subscriptions: true }).delete();
        await takeOutOfAccounts(trx, found);
        await forgetSchema(trx, { tables, columns: found.columns, indexes: found.indexes });
      });
      // SQLite's file keeps what was deleted until it is written anew.
      if (strapi.db.dialect.client === 'sqlite') await strapi.db.connection.raw('vacuum');
      await getService(strapi, 'stateFolder').remove();
      return found;
    },
  };
};
