import fs from 'node:fs';
import path from 'node:path';
import {
  PERSON_FIELDS,
  PERSON_NAMES,
  type PersonFieldName,
} from '../../src/plugins/rn-subscriptions/shared/person-fields';
import type { App } from './app';
import { SCHEMA } from './database';

/** A person whose every field names the canary, each in the way of its kind; days are `day` (`YYYY-MM-DD`), which no canary fits into. */
export const personOfCanary = (canary: string, day = '1984-05-17'): Record<PersonFieldName, string> => {
  const said = {
    line: (name: string) => `${canary}${name}`,
    email: (name: string) => `${canary}${name}@example.com`.toLowerCase(),
    day: () => day,
  };
  // A list of pairs keeps no names in its type: each name of a person is among them.
  return Object.fromEntries(PERSON_NAMES.map((name) => [name, said[PERSON_FIELDS[name].kind](name)])) as Record<
    PersonFieldName,
    string
  >;
};

const filesBelow = (folder: string): string[] =>
  fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(full) : entry.isFile() ? [full] : [];
  });

/** What a file holds; the server makes and removes files of its own meanwhile, and one that is gone holds nothing. */
const contentOf = (file: string): Buffer => {
  try {
    return fs.readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
};

/** Every row of every table, as text: what a dump would hold, by the names of the tables. */
const dump = async (app: App): Promise<[table: string, rows: string][]> => {
  const knex = app.sql;
  const tables: string[] =
    app.database === 'sqlite'
      ? (await knex('sqlite_master').where({ type: 'table' }).select('name')).map(({ name }) => name)
      : (await knex('pg_tables').where({ schemaname: SCHEMA }).select('tablename')).map(({ tablename }) => tablename);
  return Promise.all(
    tables.map(async (table): Promise<[string, string]> => [table, JSON.stringify(await knex(table).select('*'))])
  );
};

/** The tables that hold one of these texts. */
export const tablesNaming = async (app: App, texts: string[]): Promise<string[]> =>
  (await dump(app)).filter(([, rows]) => texts.some((text) => rows.includes(text))).map(([table]) => table);

/** The files of the application's database: of PostgreSQL, whose other databases are those of other tests, its own and what all share. */
const filesOf = async ({ database, databaseFolder, sql }: App): Promise<string[]> => {
  const files = filesBelow(databaseFolder);
  if (database === 'sqlite') return files;
  await sql.raw('CHECKPOINT');
  const { oid } = await sql('pg_database').where('datname', sql.raw('current_database()')).first('oid');
  return files.filter((file) => !/\/base\/\d+\//.test(file) || file.includes(`/base/${oid}/`));
};

/** Where these words are at rest: files of the database, its rows, or these further texts (logs, answers); `[]` where nowhere. */
export const placesOf = async (input: {
  app: App;
  words: string;
  texts: Record<string, string>;
}): Promise<string[]> => {
  const { app, words, texts } = input;
  const holding = (await filesOf(app)).filter((file) => contentOf(file).includes(words));
  const all = { dump: (await dump(app)).map(([, rows]) => rows).join('\n'), ...texts };
  return [...holding, ...Object.keys(all).filter((name) => all[name as keyof typeof all].includes(words))];
};
