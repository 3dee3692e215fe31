import { createHash } from 'node:crypto';
import { CURRENT_WORDING, isWording, wordingText } from './guardian-wordings';

/** Of what people have agreed to: a new version adds a line, and no line ever changes. */
const HASHES: Record<string, string> = { 1: 'bd01bbfdac777966' };

const hashOf = (version: string) =>
  createHash('sha256')
    .update(`${wordingText(version, 'fr')}\n${wordingText(version, 'en')}`)
    .digest('hex')
    .slice(0, 16);

test.each(Object.entries(HASHES))('version %s of the wording is what people agreed to', (version, hash) =>
  expect(hashOf(version)).toBe(hash)
);

test('the current version is known to this test, and an unknown one has no text', () => {
  expect(Object.keys(HASHES)).toContain(CURRENT_WORDING);
  expect([isWording('0'), isWording('constructor'), wordingText('0', 'fr')]).toEqual([false, false, null]);
});
