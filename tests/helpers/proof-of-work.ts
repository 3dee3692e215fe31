import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { solveChallenge, type Challenge, type Solution } from 'altcha-lib';
import type { App } from './app';

/** What a sign-up sends of its proof of work, before it is encoded. */
export type Proof = { challenge: Challenge; solution: Solution };

/** A solved challenge as a sign-up sends it; `change` spoils it. */
export const solved = async (app: App, change: (proof: Proof) => unknown = (proof) => proof): Promise<string> => {
  const { body: challenge } = await app.http().get('/api/rn-subscriptions/proof-of-work').expect(200);
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('The challenge was not solved.');
  return Buffer.from(JSON.stringify(change({ challenge, solution }))).toString('base64');
};
