import { decisionOf } from './registration-state';

test.each([
  ['pending', 'validated', 'validated'],
  ['refused', 'validated', 'validated'],
  [null, 'validated', 'validated'],
  ['validated', 'validated', 'renewed'],
  ['pending', 'refused', 'refused'],
  ['validated', 'refused', 'refused'],
] as const)('from %s to %s is called %s', (from, to, name) => expect(decisionOf({ from, to })).toBe(name));
