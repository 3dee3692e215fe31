import { completionOf, type Unrecorded } from './completion';
import type { Registration } from './registration-change';

const today = '2026-11-24';
const waiting: Unrecorded['row'] = {
  lastName: 'Dupont',
  firstName: 'Hélène',
  email: 'helene@example.com',
  birthDate: '1984-05-17',
  cardNumber: null,
  registeredOn: '2026-11-20',
  state: 'pending',
  validFrom: null,
  expiresOn: null,
  decidedOn: null,
  mediatheque: 'a',
  guardianName: null,
  guardianAgreedOn: null,
  guardianWording: null,
  version: 3,
};
const validated: Partial<Registration> = { state: 'validated', validFrom: '2026-11-23' };
const complete = (input: {
  row?: Partial<Unrecorded['row']>;
  recorded?: Unrecorded['recorded'];
  isMarked?: boolean;
  writtenOn?: string;
}) => {
  const { row, recorded = { state: 'pending', validFrom: null }, isMarked = true, writtenOn = today } = input;
  return completionOf({ row: { ...waiting, ...row }, recorded, isMarked, writtenOn, months: 12, minorAge: 15, today });
};

test('a request that the history does not know owes both of its mails', () => {
  expect(complete({ recorded: null, isMarked: false })).toMatchObject({
    action: 'created',
    mails: ['new-request', 'receipt'],
    values: { registeredOn: '2026-11-20', searchText: 'dupont helene helene@example.com', version: 4 },
  });
});

test('a validation gets its expiry and its mail', () => {
  expect(complete({ row: validated })).toMatchObject({
    action: 'decided',
    fromState: 'pending',
    mails: ['validated'],
    values: { expiresOn: '2027-11-23', decidedOn: today, version: 4 },
  });
});

test('a refusal gets its mail', () => {
  expect(complete({ row: { state: 'refused' } })).toMatchObject({ action: 'decided', mails: ['refused'] });
});

test('a decision that was taken thirty days ago is completed and told to nobody', () => {
  expect(complete({ row: validated, writtenOn: '2026-10-26' })).toMatchObject({ mails: ['validated'] });
  expect(complete({ row: validated, writtenOn: '2026-10-25' })).toMatchObject({ action: 'decided', mails: [] });
});

test('what an earlier version left half written keeps its day', () => {
  const half = { row: { ...validated, validFrom: '2026-10-01', decidedOn: '2026-10-02' }, isMarked: false };
  expect(complete(half)).toMatchObject({ mails: [], values: { decidedOn: '2026-10-02', expiresOn: '2027-10-01' } });
  expect(complete({ ...half, isMarked: true })).toMatchObject({ mails: ['validated'], values: { decidedOn: today } });
});

test('a subscription that has ended since is told to nobody', () => {
  expect(
    complete({ row: { ...validated, validFrom: '2025-11-20', decidedOn: '2026-11-01' }, isMarked: false })
  ).toMatchObject({ mails: [], values: { expiresOn: '2026-11-20' } });
});

test('what the rules refuse is not completed', () => {
  expect(complete({ row: { state: 'pending' }, recorded: { state: 'refused', validFrom: null } })).toEqual({
    problems: [{ field: 'state', code: 'notPendingAgain' }],
  });
  expect(complete({ row: { state: 'validated' } })).toEqual({ problems: [{ field: 'validFrom', code: 'required' }] });
});
