import { rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../../scripts/boot.mjs';
import { buildPanel } from '../panel.mjs';
import { against, summaryOf } from '../timing.mjs';
import { applicationWithoutPlugin } from '../without-plugin.mjs';

const ROUNDS = 2;

const build = (folder) => {
  rmSync(path.join(folder, 'dist/build'), { recursive: true, force: true });
  const start = performance.now();
  buildPanel(folder);
  return performance.now() - start;
};

/** The build of the admin panel; minutes, and so only where it is asked for by its name. */
export default {
  databases: ['postgres'],
  sizes: [10_000],
  onlyWhenNamed: true,
  async run() {
    const { folder, remove } = applicationWithoutPlugin();
    const times = { ours: [], theirs: [] };
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        times.theirs.push(build(folder) / 1000);
        times.ours.push(build(ROOT) / 1000);
      }
    } finally {
      remove();
    }
    const [ours, theirs] = [summaryOf(times.ours), summaryOf(times.theirs)];
    return [
      {
        what: 'the build of the admin panel',
        unit: 's',
        ours,
        against: [against(ours, 'the same application without the plugin', theirs, { atMost: 1.1 })],
      },
    ];
  },
};
