/** What is used of altcha-lib, whose own types only newer ways of resolving modules find. */
declare module 'altcha-lib' {
  export type Challenge = { parameters: Record<string, unknown>; signature?: string };
  export type Solution = { counter: number; derivedKey: string };
  export type DeriveKey = (...given: never[]) => Promise<unknown>;
  export const createChallenge: (options: {
    algorithm: string;
    cost: number;
    counter: number;
    deriveKey: DeriveKey;
    expiresAt: Date;
    hmacSignatureSecret: string;
    hmacKeySignatureSecret: string;
  }) => Promise<Challenge>;
  export const verifySolution: (options: {
    challenge: Challenge;
    solution: Solution;
    deriveKey: DeriveKey;
    hmacSignatureSecret: string;
    hmacKeySignatureSecret: string;
  }) => Promise<{ verified: boolean }>;
}

declare module 'altcha-lib/algorithms/pbkdf2' {
  export const deriveKey: import('altcha-lib').DeriveKey;
}
