import { randomUUID } from 'node:crypto';
import {
  appendFile,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import { codeOf } from '../utils/error-code';

/** A mail that has left: its documentId, and when it was tried, in milliseconds since 1970. */
export type SentNote = { documentId: string; triedAt: number };

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long the folder knows what has left, in days: longer than the queue. */
const KEPT_DAYS = 40;
/** Notes that a full disk keeps waiting in memory. */
const MOST_WAITING = 10_000;
const OWN_FILES = ['installation.json', 'beat', 'erasures.txt'];
const SENT_FILE = /^sent-(\d{4}-\d{2}-\d{2})\.txt$/;
const SENT_LINE = /^(\S+) (\d+)$/;

const ifMissing =
  <Value>(value: Value) =>
  (error: NodeJS.ErrnoException): Value => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };

/**
 * The folder of the application, outside of the database and its backups, in which it writes down what a restored backup does not
 * know: its mark, its last beat, and which mails have left. Ids and times, and nobody's data. Servers may share one.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  let unwritten: SentNote[] = [];
  let own: string | null = null;

  let isUsable = true;

  /** As the settings name it, from the application's folder on; null where it is switched off, or could not be written at the start. */
  const folder = (): string | null => {
    if (!isUsable) return null;
    const set = strapi.plugin(PLUGIN_ID).config<string>('stateFolder');
    return set ? path.resolve(strapi.dirs.app.root, set) : null;
  };
  const file = (name: string): string => path.join(folder()!, name);

  const readMark = async (): Promise<{ mark: string; place: string } | null> => {
    const text = await readFile(file('installation.json'), 'utf8').catch(ifMissing(null));
    return text === null ? null : JSON.parse(text);
  };

  /** Writes a file beside, and then puts it in its place: whoever reads meanwhile finds the old or the new, and nothing by half. */
  const write = async (
    name: string,
    text: string,
    putInPlace: (draft: string, target: string) => Promise<void> = rename
  ) => {
    const draft = file(`${name}.${randomUUID()}`);
    try {
      await writeFile(draft, text, { mode: 0o600 });
      await putInPlace(draft, file(name));
    } finally {
      await rm(draft, { force: true }).catch(() => {});
    }
  };

  /** Leaves alone what is there already, as a rename would not. */
  const linkIfFirst = (draft: string, target: string): Promise<void> =>
    link(draft, target).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });

  return {
    path: folder,
    file,

    /** Makes the folder where it is missing. Throws what the system says where it cannot be made or written; it is as good as switched off then. */
    async prepare(): Promise<void> {
      try {
        await mkdir(folder()!, { recursive: true, mode: 0o700 });
        await (await open(file('beat'), 'a', 0o600)).close();
      } catch (error) {
        isUsable = false;
        throw error;
      }
    },

    /** The folder's mark, and whether it was copied or moved since it got it; null where it has none. */
    async mark(): Promise<{ mark: string; isMoved: boolean } | null> {
      const found = await readMark();
      return found && { mark: found.mark, isMoved: found.place !== (await realpath(folder()!)) };
    },

    /** Gives the folder a mark, where it stands now. Of servers that do so at once, one is heard; returns whose mark it is. */
    async newMark({ instead }: { instead: boolean }): Promise<string> {
      const text = JSON.stringify({ mark: randomUUID(), place: await realpath(folder()!) });
      await write('installation.json', text, instead ? rename : linkIfFirst);
      return (await readMark())!.mark;
    },

    /** From now on this server goes by this mark, whatever becomes of the folder. */
    goBy(mark: string): void {
      own = mark;
    },

    /** The mark that this server goes by; of a script, which has no start, the folder's, and null where it has none. */
    ownMark: async (): Promise<string | null> => own ?? (await readMark())?.mark ?? null,

    /** The files in it that are the plugin's own, by name; none where there is no folder. */
    async ownFiles(): Promise<string[]> {
      if (!folder()) return [];
      const names = await readdir(folder()!).catch(ifMissing([]));
      return names.filter((name) => OWN_FILES.includes(name) || SENT_FILE.test(name));
    },

    /** Removes those files, and the folder where nothing else is in it. */
    async remove(): Promise<void> {
      for (const name of await this.ownFiles()) await rm(file(name), { force: true });
      if (folder()) await rmdir(folder()!).catch(() => {});
    },

    /** The last beat that was noted; null where there was none. */
    async beat(): Promise<number | null> {
      const text = await readFile(file('beat'), 'utf8').catch(ifMissing(''));
      return text === '' ? null : Number(text);
    },

    async noteBeat(beat: number): Promise<void> {
      await write('beat', String(beat));
    },

    /**
     * Writes down which mails have left, once the database says so too. Never throws: where the folder cannot be written, it is logged,
     * and tried again with the next.
     */
    async noteSent(notes: SentNote[]): Promise<void> {
      if (!folder() || notes.length + unwritten.length === 0) return;
      const lines = [...unwritten, ...notes].slice(-MOST_WAITING);
      unwritten = [];
      const today = new Date().toISOString().slice(0, 10);
      try {
        await appendFile(
          file(`sent-${today}.txt`),
          lines.map(({ documentId, triedAt }) => `${documentId} ${triedAt}\n`).join(''),
          { mode: 0o600 }
        );
      } catch (error) {
        unwritten = [...lines, ...unwritten];
        strapi.log.error(
          `rn-subscriptions: what has left could not be written down in the folder ${folder()} (${codeOf(error)}): see the setting stateFolder.`
        );
      }
    },

    /** When each mail that has left did so, by its documentId, in milliseconds since 1970; the files of long ago are removed. */
    async sentMails(): Promise<Map<string, number>> {
      const sent = new Map<string, number>();
      const oldest = new Date(Date.now() - KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
      for (const name of await readdir(folder()!)) {
        const [, day] = SENT_FILE.exec(name) ?? [];
        if (!day) continue;
        if (day < oldest) {
          await rm(file(name), { force: true });
          continue;
        }
        for (const line of (await readFile(file(name), 'utf8')).split('\n')) {
          const [, documentId, triedAt] = SENT_LINE.exec(line) ?? [];
          if (documentId) sent.set(documentId, Math.max(Number(triedAt), sent.get(documentId) ?? 0));
        }
      }
      return sent;
    },
  };
};
