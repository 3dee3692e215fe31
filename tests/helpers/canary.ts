import fs from 'node:fs';
import path from 'node:path';
import type { App } from './app';

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

/** Every row of every table, as text: what a dump would hold. */
const dump = async (app: App) => {
  const knex = app.strapi.db.connection;
  const tables: string[] =
    app.database === 'sqlite'
      ? (await knex('sqlite_master').where({ type: 'table' }).select('name')).map(({ name }) => name)
      : (await knex('pg_tables').where({ schemaname: 'public' }).select('tablename')).map(({ tablename }) => tablename);
  const rows = await Promise.all(tables.map((table) => knex(table).select('*')));
  return JSON.stringify(rows);
};

/** Where these words are at rest: files of the database, its rows, or these further texts (logs, answers); `[]` where nowhere. */
export const placesOf = async (input: { app: App; words: string; texts: Record<string, string> }): Promise<string[]> => {
  const { app, words, texts } = input;
  if (app.database === 'postgres') await app.strapi.db.connection.raw('CHECKPOINT');
  const holding = filesBelow(app.databaseFolder).filter((file) => contentOf(file).includes(words));
  const all = { dump: await dump(app), ...texts };
  return [...holding, ...Object.keys(all).filter((name) => all[name as keyof typeof all].includes(words))];
};
