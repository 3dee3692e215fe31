import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { solveChallenge } from 'altcha-lib';
import type { App } from './app';

/** A solved challenge as a sign-up sends it; `change` spoils it. */
export const solved = async (app: App, change: (payload: any) => unknown = (payload) => payload): Promise<string> => {
  const { body: challenge } = await app.http().get('/api/rn-subscriptions/proof-of-work').expect(200);
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify(change({ challenge, solution }))).toString('base64');
};
