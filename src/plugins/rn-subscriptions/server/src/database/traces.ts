import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { tableOf } from './table-of';
import { UIDS } from '../uids';

/** Up to this many bytes the database is written anew at once: a tenth of a second, in which nobody else is answered. */
const SMALL = 50 * 2 ** 20;

const numberOf = async (strapi: Core.Strapi, sql: string): Promise<number> =>
  Number(Object.values((await strapi.db.connection.raw(sql))[0])[0]);

/**
 * Takes from SQLite's file what is left of the people who were erased since the last time. `secure_delete` overwrites the place of a
 * row; where a page of an index was split or joined before, a copy of it lies in the gap of another page, which nothing overwrites.
 * Only a VACUUM, which writes every page anew, ends that. A large database waits for the night (`evenLarge`). PostgreSQL vacuums by itself.
 */
export const clearTraces = async (strapi: Core.Strapi, { evenLarge }: { evenLarge: boolean }): Promise<void> => {
  if (strapi.db.dialect.client !== 'sqlite') return;
  const store = strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'traces-cleared' });
  const [{ last }] = await tableOf(strapi, UIDS.erasure).max({ last: 'id' });
  // The last erasure (id) that has left no trace.
  if (Number(last ?? 0) <= Number((await store.get({})) ?? 0)) return;
  const size = (await numberOf(strapi, 'pragma page_count')) * (await numberOf(strapi, 'pragma page_size'));
  if (size > SMALL && !evenLarge) return;
  await strapi.db.connection.raw('vacuum');
  await store.set({ value: Number(last) });
};
