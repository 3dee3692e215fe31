import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
/** What a whole run of the tests may need, in bytes. */
const ROOM = 4e9;

const isRoomy = () => {
  if (!fs.existsSync(MEMORY)) return false;
  const { bavail, bsize } = fs.statfsSync(MEMORY);
  return bavail * bsize > ROOM;
};

/** A new folder for a database of the tests: in memory where the system offers that, since nothing of it has to last. */
export const newScratchFolder = (prefix: string): string =>
  fs.mkdtempSync(path.join(isRoomy() ? MEMORY : os.tmpdir(), prefix));
