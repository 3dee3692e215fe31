import path from 'node:path';
import { ROOT } from '../../../scripts/boot.mjs';
import { startProcess } from '../processes.mjs';
import { against, summaryOf } from '../timing.mjs';
import { applicationWithoutPlugin } from '../without-plugin.mjs';

const ROUNDS = 5;

/** From the command to the first answer; the peer has an empty database, ours the one that was filled. */
export default {
  databases: ['postgres', 'sqlite'],
  async run({ database, sql }) {
    const { folder, remove } = applicationWithoutPlugin();
    const other = `bench_without_${Date.now()}`;
    const env =
      database === 'postgres'
        ? { DATABASE_NAME: other, DATABASE_SCHEMA: 'public' }
        : { DATABASE_FILENAME: path.join(folder, 'data.db') };
    if (database === 'postgres') await sql(`create database ${other}`);
    const start = async (application, settings) => {
      const { ready, end } = await startProcess('start', { args: [application], env: settings });
      await end();
      return ready;
    };
    const times = { ours: [], theirs: [] };
    try {
      // The first start makes the tables.
      for (let round = -1; round < ROUNDS; round += 1) {
        const [one, bare] = [await start(ROOT, {}), await start(folder, env)];
        if (round < 0) continue;
        times.ours.push(one);
        times.theirs.push(bare);
      }
    } finally {
      if (database === 'postgres') await sql(`drop database ${other} with (force)`);
      remove();
    }
    const [ours, theirs] = [summaryOf(times.ours), summaryOf(times.theirs)];
    return [
      {
        what: 'a start, up to the first answer',
        unit: 'ms',
        ours,
        flat: 1.3,
        against: [against(ours, 'the same application without the plugin and its catalogue', theirs, { atMost: 1.1 })],
      },
    ];
  },
};
