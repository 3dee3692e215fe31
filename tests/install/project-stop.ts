import fs from 'node:fs';
import path from 'node:path';

export default async () => {
  await (globalThis as any).testPostgres.stop();
  fs.rmSync(path.dirname(JSON.parse(process.env.TEST_PROJECT!).folder), { recursive: true, force: true });
};
