import { addDays } from '../../../shared/calendar-date';
import { announcementOf, dueOf, horizons, type Kept } from './due';

const options = { unconfirmedDays: 30, refusedMonths: 6, expiredMonths: 12, noticeDays: 30 };
const pending: Kept = {
  state: 'pending',
  registeredOn: '2025-01-31',
  decidedOn: '2025-01-31',
  expiresOn: null,
  announcement: null,
  unconfirmedSince: '2025-01-31',
};
const refused: Kept = { ...pending, state: 'refused', unconfirmedSince: null };
const validated: Kept = { ...refused, state: 'validated', expiresOn: '2025-02-28' };
const due = (kept: Kept, today: string) => dueOf({ kept, options, today });

test.each([
  ['2025-03-02', null],
  ['2025-03-03', { erase: 'unconfirmed' }],
])('a request of 31 January whose address nobody confirmed, on %s: %j', (today, expected) =>
  expect(due(pending, today)).toEqual(expected)
);

test('a request whose address is confirmed waits for its library, however long', () => {
  expect(due({ ...pending, unconfirmedSince: null }, '2035-01-01')).toBeNull();
});

test('an account has as long to be confirmed, whenever its request was made', () => {
  for (const kept of [{ registeredOn: '2024-06-01' }, { unconfirmedSince: '2024-06-01' }]) {
    expect(due({ ...pending, ...kept }, '2025-03-02')).toBeNull();
    expect(due({ ...pending, ...kept }, '2025-03-03')).toEqual({ erase: 'unconfirmed' });
  }
});

test.each([
  ['2024-08-31', '2025-02-28', null],
  ['2024-08-31', '2025-03-01', { erase: 'refused' }],
  ['2023-08-31', '2024-02-29', null],
  ['2023-08-31', '2024-03-01', { erase: 'refused' }],
  ['2025-01-15', '2025-07-15', null],
  ['2025-01-15', '2025-07-16', { erase: 'refused' }],
])('refused on %s, on %s: %j', (decidedOn, today, expected) =>
  expect(due({ ...refused, decidedOn }, today)).toEqual(expected)
);

describe('expired on 28 February 2025', () => {
  test.each([
    ['2026-01-29', null],
    ['2026-01-30', { notice: { erasedFrom: '2026-03-01' } }],
    ['2026-02-20', { notice: { erasedFrom: '2026-03-22' } }],
    ['2030-01-01', { notice: { erasedFrom: '2030-01-31' } }],
  ])('on %s, nobody told yet: %j', (today, expected) => expect(due(validated, today)).toEqual(expected));

  test.each([
    ['2026-01-30', '2026-02-28', null],
    ['2026-01-30', '2026-03-01', { erase: 'expired' }],
    ['2026-02-20', '2026-03-21', null],
    ['2026-02-20', '2026-03-22', { erase: 'expired' }],
    ['waiting', '2030-01-01', null],
  ])('told on %s, on %s: %j', (announcement, today, expected) =>
    expect(due({ ...validated, announcement }, today)).toEqual(expected)
  );
});

test.each([
  ['waiting', ['2026-01-30'], 'waiting'],
  ['sending', [], 'waiting'],
  ['sent', ['2026-01-30'], '2026-01-30'],
  ['failed', ['2026-02-04'], '2026-02-04'],
  // A mail of an earlier expiry says nothing of this one.
  [null, ['2025-01-30'], null],
  [null, ['2025-01-30', '2026-01-31'], '2026-01-31'],
  [null, [], null],
] as const)(
  'an announcement queued on 30 January whose mail is %s, with what became of it on %j: %s',
  (state, days, expected) => expect(announcementOf({ queuedOn: '2026-01-30', state, days: [...days] })).toBe(expected)
);

test('a subscription that is valid is left alone', () => expect(due(validated, '2025-01-01')).toBeNull());

test('the horizons leave out nobody for whom something is due, on any day of four years', () => {
  for (let today = '2024-01-01'; today < '2028-01-01'; today = addDays(today, 1)) {
    const before = horizons({ options, today });
    for (let days = 0; days < 5; days += 1) {
      const registeredOn = addDays(before.unconfirmed, days);
      expect(due({ ...pending, registeredOn, unconfirmedSince: '2020-01-01' }, today)).toBeNull();
      expect(due({ ...pending, registeredOn: '2020-01-01', unconfirmedSince: registeredOn }, today)).toBeNull();
      expect(due({ ...refused, decidedOn: addDays(before.refused, days) }, today)).toBeNull();
      expect(due({ ...validated, expiresOn: addDays(before.expired, days) }, today)).toBeNull();
      expect(
        due({ ...validated, expiresOn: '2020-01-01', announcement: addDays(before.announced, days + 1) }, today)
      ).toBeNull();
    }
  }
});
