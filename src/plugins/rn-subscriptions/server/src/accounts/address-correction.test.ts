import { isThereAlready } from '../../../shared/same-person';
import { correctionOf } from './address-correction';

const person = { documentId: 'a', lastName: 'Dupont', firstName: 'Hélène', birthDate: '1984-05-17', mediatheque: 'm' };
const child = { ...person, documentId: 'b', firstName: 'Élodie' };
const account = { id: 1, email: 'old@example.org', confirmed: false, newAddress: null, isOurs: true, people: [person] };
const confirmed = { ...account, confirmed: true };
const family = { id: 2, email: 'new@example.org', confirmed: true, newAddress: null, isOurs: true, people: [child] };
const corrected = (input: Partial<Parameters<typeof correctionOf>[0]>) =>
  correctionOf({
    from: 'old@example.org',
    to: 'new@example.org',
    person,
    own: account,
    other: null,
    joins: false,
    isThere: isThereAlready,
    ...input,
  });

test('an address that stays changes nothing', () =>
  expect(corrected({ to: 'old@example.org' })).toEqual({ kind: 'none' }));

describe('an address that is nobody’s', () => {
  test('changes no account where there is none, and none that others are on', () => {
    expect(corrected({ own: null })).toEqual({ kind: 'none' });
    expect(corrected({ own: { ...confirmed, people: [person, child] } })).toEqual({ kind: 'none' });
  });
  test('takes the account along at once where nobody has proved to read the old one', () =>
    expect(corrected({})).toEqual({ kind: 'follows', account: 1 }));
  test('stays where it is in an account of the host’s that nobody has confirmed', () => {
    expect(corrected({ own: { ...account, isOurs: false } })).toEqual({ kind: 'none' });
    expect(corrected({ own: { ...confirmed, isOurs: false } })).toEqual({ kind: 'asks', account: 1, again: false });
  });

  test('has to be confirmed first where somebody has', () => {
    expect(corrected({ own: confirmed })).toEqual({ kind: 'asks', account: 1, again: false });
    expect(corrected({ own: { ...confirmed, newAddress: 'new@example.org' } })).toEqual({
      kind: 'asks',
      account: 1,
      again: true,
    });
  });
  test('and is the sign-in address again ends the waiting for another', () => {
    expect(
      corrected({
        from: 'new@example.org',
        to: 'old@example.org',
        own: { ...confirmed, newAddress: 'new@example.org' },
      })
    ).toEqual({ kind: 'returns', account: 1 });
  });
});

describe('an address that is another account’s', () => {
  test('is a question first', () =>
    expect(corrected({ other: family })).toEqual({ kind: 'problem', code: 'otherAccount' }));
  test('brings the registration there where it is the same family’s, and tells whoever has proved to read the old one', () => {
    expect(corrected({ other: family, joins: true })).toEqual({ kind: 'joins', account: 2, leaves: 1, told: null });
    expect(corrected({ other: family, joins: true, own: confirmed })).toEqual({
      kind: 'joins',
      account: 2,
      leaves: 1,
      told: 'old@example.org',
    });
    expect(corrected({ other: family, joins: true, own: null })).toEqual({
      kind: 'joins',
      account: 2,
      leaves: null,
      told: null,
    });
  });
  test('is not joined by a seventh, nor by who is there, nor once it is gone', () => {
    expect(corrected({ joins: true, other: { ...family, people: Array(6).fill(child) } })).toEqual({
      kind: 'problem',
      code: 'accountFull',
    });
    expect(
      corrected({ joins: true, other: { ...family, people: [{ ...person, documentId: 'c', lastName: 'DUPONT' }] } })
    ).toEqual({ kind: 'problem', code: 'alreadyOnAccount' });
    expect(corrected({ joins: true })).toEqual({ kind: 'problem', code: 'noOtherAccount' });
  });
});
