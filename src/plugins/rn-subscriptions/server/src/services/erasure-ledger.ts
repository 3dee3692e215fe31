import { appendFile, readFile } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { todayInParis } from '../../../shared/calendar-date';
import { PLUGIN_ID } from '../../../shared/permissions';
import { UIDS } from '../utils';
import { keyedHash } from '../utils/keyed-hash';

/** What is erased, by its documentId: random, so that its hash is about nobody once it is gone. */
export type Erased = { kind: 'registration' | 'account'; documentId: string };
type Line = { hash: string; erasedOn: string };

const BATCH = 1000;
const LINE = /^([\w-]{43}) (\d{4}-\d{2}-\d{2})$/;

const write = ({ hash, erasedOn }: Line) => `${hash} ${erasedOn}\n`;

/**
 * The ledger of erasures: a table, and a file beside it, since a backup that is put back brings its own older table along.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const file = () => strapi.plugin(PLUGIN_ID).config<string>('erasureLedger');
  const hashOf = ({ kind, documentId }: Erased) => keyedHash(strapi, `erased-${kind}`, documentId);

  const linesOf = async (path: string): Promise<Line[]> => {
    const text = await readFile(path, 'utf8');
    return text.split('\n').flatMap((line) => {
      const [, hash, erasedOn] = LINE.exec(line) ?? [];
      return hash ? [{ hash, erasedOn }] : [];
    });
  };

  /** The lines of the file of the settings, which is there from the first erasure on. */
  const ownLines = async (): Promise<Line[]> => {
    if (!file()) return [];
    return linesOf(file()).catch((error) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
  };

  /** The table, a batch at a time. */
  const stored = async function* (): AsyncGenerator<Line[]> {
    for (let after = 0; ; ) {
      const rows: (Line & { id: number })[] = await strapi.db
        .query(UIDS.erasure)
        .findMany({ where: { id: { $gt: after } }, orderBy: { id: 'asc' }, limit: BATCH });
      if (rows.length === 0) return;
      yield rows;
      after = rows[rows.length - 1].id;
    }
  };

  return {
    /** Writes down what is being erased, in the current transaction; what is written down already stays as it is. */
    async add(erased: Erased): Promise<void> {
      const hash = hashOf(erased);
      // Erased before, then brought back by a backup.
      if ((await strapi.db.query(UIDS.erasure).count({ where: { hash } })) > 0) return;
      await strapi.db.query(UIDS.erasure).create({ data: { hash, erasedOn: todayInParis() } });
    },

    /** Adds to the ledger's file what it lacks of the table. Returns how many lines that was; throws where the file cannot be read or written. */
    async copyToFile(): Promise<number> {
      const path = file();
      if (!path) return 0;
      const known = new Set((await ownLines()).map(({ hash }) => hash));
      let added = 0;
      for await (const lines of stored()) {
        const missing = lines.filter(({ hash }) => !known.has(hash));
        if (missing.length > 0) await appendFile(path, missing.map(write).join(''), { mode: 0o600 });
        added += missing.length;
      }
      return added;
    },

    /** Whether something was erased, as the table, the ledger's own file and these further files say. Throws where one cannot be read. */
    async reader(files: string[]): Promise<{ lines: number; isErased: (erased: Erased) => boolean }> {
      const hashes = new Set<string>();
      for (const lines of [await ownLines(), ...(await Promise.all(files.map(linesOf)))]) for (const { hash } of lines) hashes.add(hash);
      for await (const lines of stored()) for (const { hash } of lines) hashes.add(hash);
      return { lines: hashes.size, isErased: (erased) => hashes.has(hashOf(erased)) };
    },
  };
};
