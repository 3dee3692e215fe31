import { failure, findChallenge } from './api.js';
import { texts } from './i18n/index.js';

const MOST_WORKERS = 4;

/**
 * Does the small calculation that keeps robots out, in the background; nothing is asked of the person. Returns what the
 * sign-up sends of it, or undefined where none is asked for. Throws what api.js throws, and `refused` where the browser cannot.
 */
export const proofOfWork = async () => {
  const challenge = await findChallenge();
  if (!challenge) return undefined;
  try {
    // @ts-expect-error: ALTCHA's own file, which the plugin's build puts there
    const { solveChallengeWorkers } = await import('../altcha/altcha.js');
    const solution = await solveChallengeWorkers({
      challenge,
      concurrency: Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1),
      createWorker: () => new Worker(new URL('../altcha/pbkdf2.js', import.meta.url)),
    });
    if (!solution) throw new Error('No solution in time.');
    return btoa(JSON.stringify({ challenge, solution }));
  } catch {
    throw failure('refused', texts().problems.proofOfWork);
  }
};
