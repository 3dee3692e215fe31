import { appendFile, open, readFile } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { getService } from '../service';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';
import { keyedHash } from '../installation/keyed-hash';

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
  const named = () => strapi.plugin(PLUGIN_ID).config<string>('erasureLedger');
  /** The one that the settings name, or else the one in the application's folder; null where there is neither. */
  const file = (): string | null => {
    if (named()) return named();
    return getService(strapi, 'stateFolder').path() && getService(strapi, 'stateFolder').file('erasures.txt');
  };
  const hashOf = ({ kind, documentId }: Erased) => keyedHash(strapi, `erased-${kind}`, documentId);

  const linesOf = async (path: string): Promise<Line[]> => {
    const text = await readFile(path, 'utf8');
    return text.split('\n').flatMap((line) => {
      const [, hash, erasedOn] = LINE.exec(line) ?? [];
      return hash ? [{ hash, erasedOn }] : [];
    });
  };

  /** The lines of the ledger's own file, which is there from the first erasure on. */
  const ownLines = async (): Promise<Line[]> => {
    const path = file();
    if (!path) return [];
    return linesOf(path).catch((error) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
  };

  /** The table, a batch at a time. */
  const stored = async function* (): AsyncGenerator<Line[]> {
    for (let after = 0; ;) {
      const rows: (Line & { id: number })[] = await strapi.db
        .query(UIDS.erasure)
        .findMany({ where: { id: { $gt: after } }, orderBy: { id: 'asc' }, limit: BATCH });
      if (rows.length === 0) return;
      yield rows;
      after = rows[rows.length - 1].id;
    }
  };

  /** What these lines say that the table does not. */
  const notStored = async (lines: Line[]): Promise<Line[]> => {
    const missing = new Map(lines.map((line) => [line.hash, line]));
    if (missing.size > 0) for await (const some of stored()) for (const { hash } of some) missing.delete(hash);
    return [...missing.values()];
  };

  return {
    /** Looks whether the file that the settings name can be written, at the start of a server. In production it throws one sentence where it cannot. */
    async prepare(): Promise<void> {
      if (!named()) return;
      try {
        await (await open(named(), 'a', 0o600)).close();
      } catch (error) {
        const problem = `rn-subscriptions: the ledger of erasures ${named()} cannot be written (${codeOf(error)}), so that a restored backup would bring erased people back: see the setting erasureLedger (ERASURE_LEDGER).`;
        if (process.env.NODE_ENV === 'production') throw new Error(problem);
        strapi.log.error(`${problem} A production server would not start.`);
      }
    },

    /** How many erasures the ledger's own file knows that the table does not: it is ahead where a backup was put back. */
    unknown: async (): Promise<number> => (await notStored(await ownLines())).length,

    /** Adds to the table what the ledger's own file and these further files know: with what they say done, they are ahead no more. */
    async adopt(files: string[]): Promise<void> {
      const lines = [await ownLines(), ...(await Promise.all(files.map(linesOf)))].flat();
      for (const { hash, erasedOn } of await notStored(lines))
        await strapi.db.query(UIDS.erasure).create({ data: { hash, erasedOn } });
    },

    /** Writes down what is being erased, in the current transaction; what is written down already stays as it is. */
    async add(erased: Erased): Promise<void> {
      const hash = hashOf(erased);
      // Erased before, then brought back by a backup.
      if ((await strapi.db.query(UIDS.erasure).count({ where: { hash } })) > 0) return;
      await strapi.db.query(UIDS.erasure).create({ data: { hash, erasedOn: getService(strapi, 'clock').today() } });
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
      for (const lines of [await ownLines(), ...(await Promise.all(files.map(linesOf)))])
        for (const { hash } of lines) hashes.add(hash);
      for await (const lines of stored()) for (const { hash } of lines) hashes.add(hash);
      return { lines: hashes.size, isErased: (erased) => hashes.has(hashOf(erased)) };
    },
  };
};
