import { changeOf, dedupeKeyOf, type Registration } from './registration-change';

const today = '2026-11-24';

const pending: Registration = {
  lastName: 'Dupont',
  firstName: 'Hélène',
  email: 'helene@example.com',
  birthDate: '1984-05-17',
  cardNumber: null,
  registeredOn: '2026-11-20',
  state: 'pending',
  validFrom: null,
  expiresOn: null,
  mediatheque: 'a',
  guardianName: null,
  guardianAgreedOn: null,
  guardianWording: null,
  version: 1,
};
const validated: Registration = {
  ...pending,
  state: 'validated',
  validFrom: '2026-01-10',
  expiresOn: '2027-01-10',
  version: 2,
};

const change = (before: Registration | null, data: Partial<Registration>, months = 12) =>
  changeOf({ before, data, months, minorAge: 15, today });
const made = (...input: Parameters<typeof change>) => {
  const result = change(...input);
  if (result.problems) throw new Error(JSON.stringify(result.problems));
  return result;
};

describe('a new registration', () => {
  const { version: _version, state: _state, registeredOn: _registeredOn, ...data } = pending;

  test('waits, from today, and owes a mail to the library and one to the patron', () => {
    expect(made(null, data)).toMatchObject({
      values: {
        state: 'pending',
        registeredOn: today,
        validFrom: null,
        expiresOn: null,
        version: 1,
        searchText: 'dupont helene helene@example.com',
      },
      action: 'created',
      fromState: null,
      toState: 'pending',
      mails: ['new-request', 'receipt'],
    });
  });

  test('that is validated at once owes the mail of the decision only', () => {
    expect(made(null, { ...data, state: 'validated', validFrom: today }).mails).toEqual(['validated']);
  });
});

describe('a decision', () => {
  test('to validate computes the expiry and owes one mail', () => {
    expect(made(pending, { state: 'validated', validFrom: '2026-02-28' })).toMatchObject({
      values: { state: 'validated', validFrom: '2026-02-28', expiresOn: '2027-02-28', version: 2 },
      action: 'decided',
      mails: ['validated'],
    });
  });

  test('to refuse takes the dates away', () => {
    expect(made(validated, { state: 'refused' })).toMatchObject({
      values: { validFrom: null, expiresOn: null },
      mails: ['refused'],
    });
  });

  test('to renew is a new date of validity', () => {
    expect(made(validated, { validFrom: '2026-11-01' })).toMatchObject({
      values: { expiresOn: '2027-11-01' },
      action: 'decided',
      mails: ['validated'],
    });
  });

  test.each([
    ['without a date', pending, { state: 'validated' as const }, { field: 'validFrom', code: 'required' }],
    [
      'from tomorrow',
      pending,
      { state: 'validated' as const, validFrom: '2026-11-25' },
      { field: 'validFrom', code: 'futureDate' },
    ],
    [
      'that has expired already',
      pending,
      { state: 'validated' as const, validFrom: '2025-11-23' },
      { field: 'validFrom', code: 'alreadyExpired' },
    ],
    ['back to waiting', validated, { state: 'pending' as const }, { field: 'state', code: 'notPendingAgain' }],
    [
      'to refuse with a date',
      pending,
      { state: 'refused' as const, validFrom: today },
      { field: 'validFrom', code: 'notWithThisState' },
    ],
  ])('%s is refused', (_what, before, data, problem) => {
    expect(change(before, data)).toEqual({ problems: [problem] });
  });

  test('starts the time of keeping anew, and an edit does not', () => {
    for (const data of [{ state: 'refused' as const }, { validFrom: '2026-11-01' }])
      expect(made(validated, data).values).toMatchObject({ decidedOn: today, deletionNoticeOn: null });
    for (const name of ['decidedOn', 'deletionNoticeOn'])
      expect(made(validated, { lastName: 'Durand' }).values).not.toHaveProperty(name);
  });

  test('whose last day is today is still accepted', () => {
    expect(made(pending, { state: 'validated', validFrom: '2025-11-24' }).values.expiresOn).toBe(today);
  });
});

describe('an edit that decides nothing', () => {
  test('owes no mail, keeps the expiry whatever the length has become, and counts the version', () => {
    expect(made(validated, { lastName: 'Durand', validFrom: '2026-01-10', state: 'validated' }, 24)).toMatchObject({
      values: {
        lastName: 'Durand',
        expiresOn: '2027-01-10',
        version: 3,
        searchText: expect.stringContaining('durand'),
      },
      action: 'changed',
      mails: [],
    });
  });

  test('of the library tells the new one while the request waits', () => {
    expect(made(pending, { mediatheque: 'b' }).mails).toEqual(['new-request']);
    expect(made(validated, { mediatheque: 'b' }).mails).toEqual([]);
  });
});

describe('a guardian', () => {
  const data = {
    lastName: 'Dupont',
    firstName: 'Noé',
    email: 'helene@example.com',
    birthDate: '2016-03-02',
    mediatheque: 'a',
    guardianName: 'Hélène Dupont',
    guardianWording: '1',
  };

  test('has agreed on the day of the request, also where a script brings an older one', () => {
    expect(made(null, data).values.guardianAgreedOn).toBe(today);
    expect(made(null, { ...data, registeredOn: '2025-03-12' }).values.guardianAgreedOn).toBe('2025-03-12');
  });

  test('who goes with a corrected birth date is named by the history, without a value', () => {
    const child: Registration = { ...pending, ...data, guardianAgreedOn: '2026-11-20' };
    expect(made(child, { birthDate: '1984-05-17' })).toMatchObject({
      values: { guardianName: null, guardianWording: null },
      fields: ['birthDate', 'guardianName', 'guardianAgreedOn'],
    });
    expect(made(child, { firstName: 'Léo', birthDate: child.birthDate })).toMatchObject({
      values: { guardianName: 'Hélène Dupont' },
      fields: ['firstName'],
    });
  });
});

test('one change has one key for each kind of mail', () => {
  expect(dedupeKeyOf('refused', { documentId: 'abc', version: 3 })).toBe('refused:abc:3');
});
