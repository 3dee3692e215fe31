import { randomInt } from 'node:crypto';
import { createChallenge, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';
import { getService } from '../service';
import { keyedHash } from '../installation/keyed-hash';
import { currentLocale, invalid } from '../requests/errors';

/** Rounds of one try, and how many tries a solution takes: about a second on a modest telephone, never much more. */
const COST = 5_000;
const [FEWEST_TRIES, MOST_TRIES] = [50, 250];
/** How long a challenge may be solved and sent, in seconds. */
const LIFE_SECONDS = 20 * 60;

const payload = z.object({
  challenge: z.object({
    parameters: z.custom<Challenge['parameters']>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
    ),
    signature: z.string().max(200),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string().max(200) }),
});

const read = (text: string) => {
  try {
    return payload.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
  } catch {
    return null;
  }
};

/** A small calculation that a sign-up has to bring: one person does not notice it, a flood of them is costly (ALTCHA, self-hosted). */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const secrets = () => ({
    hmacSignatureSecret: keyedHash(strapi, 'proof-of-work', 'challenge'),
    hmacKeySignatureSecret: keyedHash(strapi, 'proof-of-work', 'solution'),
  });

  return {
    /** Whether a sign-up has to bring one. */
    isRequired: (): boolean => strapi.plugin(PLUGIN_ID).config<Settings['signUp']>('signUp').proofOfWork,

    /** A new challenge, in ALTCHA's own form. It is signed and not stored. */
    challenge: (): Promise<Challenge> =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: COST,
        counter: randomInt(FEWEST_TRIES, MOST_TRIES + 1),
        deriveKey,
        expiresAt: new Date(Date.now() + LIFE_SECONDS * 1000),
        ...secrets(),
      }),

    /** Uses up a solved challenge, once on all servers. Throws a 400 where it is missing, wrong, too old or used. */
    async use(text: string | undefined): Promise<void> {
      const problem = (code: string) => invalid([{ field: 'altcha', code }], currentLocale(strapi));
      if (!text) throw problem('proofMissing');
      const given = read(text);
      const solved = given && (await verifySolution({ ...given, deriveKey, ...secrets() }).catch(() => null));
      if (!solved?.verified) throw problem('proofInvalid');
      const isFirst = await getService(strapi, 'limits').isFirst({
        name: 'proof-of-work',
        subject: given!.challenge.signature,
        seconds: LIFE_SECONDS,
      });
      if (!isFirst) throw problem('proofInvalid');
    },
  };
};
