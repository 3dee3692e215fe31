import type { Detail } from '../../../../../shared/contracts/admin';
import { conflictOf, isChanged, isDecision, keepTyped, problemsOf, toRequest, valuesOf } from './patron-form';

const today = '2026-03-10';
const pending: Detail = {
  documentId: 'a'.repeat(24),
  lastName: 'Dupont',
  firstName: 'Hélène',
  email: 'helene@exemple.fr',
  birthDate: '1990-02-03',
  cardNumber: null,
  registeredOn: '2026-03-01',
  state: 'pending',
  status: 'pending',
  validFrom: null,
  expiresOn: null,
  mediatheque: { documentId: 'm', label: 'Beauvais — Médiathèque' },
  addressUnconfirmed: false,
  guardianName: null,
  guardianAgreedOn: null,
  guardianWording: null,
  minorAge: 15,
  signIn: null,
  accountStays: false,
  version: 1,
  subscriptionMonths: 12,
};
const validated: Detail = {
  ...pending,
  state: 'validated',
  status: 'validated',
  validFrom: '2026-01-05',
  expiresOn: '2027-01-05',
  version: 2,
};

describe('the window of a patron', () => {
  it('opens unchanged', () => {
    expect(isChanged(valuesOf(pending), pending)).toBe(false);
    expect(isChanged(valuesOf(validated), validated)).toBe(false);
    expect(problemsOf({ values: valuesOf(validated), detail: validated, today })).toEqual({});
  });

  it('refuses a date of birth that is missing, incomplete, does not exist or is to come', () => {
    const problem = (birthDate: string) =>
      problemsOf({ values: { ...valuesOf(pending), birthDate }, detail: pending, today }).birthDate;
    expect(['', '17/05/12', '31/02/1952', '11/03/2026', '29/02/1952'].map(problem)).toEqual([
      'required',
      'yearDigits',
      'invalidDate',
      'futureDate',
      undefined,
    ]);
  });

  it('sends what was edited, and nothing else', () => {
    expect(toRequest({ ...valuesOf(validated), cardNumber: ' K-1 ' }, validated)).toEqual({
      version: 2,
      cardNumber: 'K-1',
    });
    expect(
      toRequest(
        { ...valuesOf({ ...validated, cardNumber: 'K-1' }), cardNumber: '' },
        { ...validated, cardNumber: 'K-1' }
      )
    ).toEqual({ version: 2, cardNumber: null });
    expect(toRequest({ ...valuesOf(validated), birthDate: '4 février 1990' }, validated)).toEqual({
      version: 2,
      birthDate: '1990-02-04',
    });
    expect(toRequest({ ...valuesOf(validated), validFrom: '06.01.2026' }, validated)).toEqual({
      version: 2,
      validFrom: '2026-01-06',
    });
  });

  it('does not take the same day, typed otherwise, for a change, and an unreadable text for none', () => {
    expect(isChanged({ ...valuesOf(validated), birthDate: '3 février 1990', validFrom: '2026-01-05' }, validated)).toBe(
      false
    );
    const half = { ...valuesOf(validated), validFrom: '25/12' };
    expect([isChanged(half, validated), isDecision(half, validated)]).toEqual([true, true]);
    expect(problemsOf({ values: half, detail: validated, today })).toEqual({ validFrom: 'yearMissing' });
  });

  it('says nothing of a field that nobody touched', () => {
    const incomplete = { ...pending, email: '' };
    expect(problemsOf({ values: { ...valuesOf(incomplete), lastName: 'Durand' }, detail: incomplete, today })).toEqual(
      {}
    );
  });

  it('asks for the date of validity of a validation, and only then sends it', () => {
    const values = { ...valuesOf(pending), state: 'validated' as const };
    expect(problemsOf({ values, detail: pending, today })).toEqual({ validFrom: 'required' });
    expect(problemsOf({ values: { ...values, validFrom: '11/03/2026' }, detail: pending, today })).toEqual({
      validFrom: 'futureDate',
    });
    expect(toRequest({ ...values, validFrom: '10/03/2026' }, pending)).toEqual({
      version: 1,
      state: 'validated',
      validFrom: '2026-03-10',
    });
    expect(toRequest({ ...valuesOf(validated), state: 'refused' }, validated)).toEqual({
      version: 2,
      state: 'refused',
    });
  });

  it('corrects an expired subscription without asking for a new date', () => {
    const expired = { ...validated, validFrom: '2020-01-05', expiresOn: '2021-01-05', status: 'expired' as const };
    expect(problemsOf({ values: { ...valuesOf(expired), lastName: 'Durand' }, detail: expired, today })).toEqual({});
    expect(isDecision({ ...valuesOf(expired), validFrom: '05/01/2026' }, expired)).toBe(true);
  });

  it('sends a reason only with a refusal', () => {
    const refused = { ...valuesOf(pending), state: 'refused' as const, refusalReason: 'Pas inscrit' };
    expect(toRequest(refused, pending).refusalReason).toBe('Pas inscrit');
    expect(toRequest({ ...refused, state: 'pending' }, pending)).not.toHaveProperty('refusalReason');
    expect(toRequest({ ...refused, refusalReason: ' ' }, pending)).not.toHaveProperty('refusalReason');
    expect(toRequest(refused, { ...pending, state: 'refused' })).not.toHaveProperty('refusalReason');
  });

  it('requires what the guide marks with a star', () => {
    const values = { ...valuesOf(pending), lastName: ' ', firstName: '', email: '', birthDate: '' };
    expect(problemsOf({ values, detail: pending, today })).toEqual({
      lastName: 'required',
      firstName: 'required',
      email: 'required',
      birthDate: 'required',
    });
  });
});

describe('somebody else saved first', () => {
  const opened = { ...pending, cardNumber: 'K-1' };
  const typed = { ...valuesOf(opened), lastName: 'Dupond' };

  it.each([
    [
      'another field: both stay',
      { cardNumber: 'K-2' },
      ['lastName'],
      ['cardNumber'],
      { lastName: 'Dupond', cardNumber: 'K-2' },
    ],
    [
      'the same field: the typed one competes',
      { lastName: 'Dupon' },
      ['lastName'],
      [],
      { lastName: 'Dupond', cardNumber: 'K-1' },
    ],
    ['the same value: nothing competes', { lastName: 'Dupond' }, [], [], { lastName: 'Dupond' }],
    [
      'a decision: whoever was decided does not wait again',
      { state: 'validated', validFrom: '2026-01-05' },
      ['lastName'],
      ['state', 'validFrom'],
      { state: 'validated', validFrom: '05/01/2026', lastName: 'Dupond' },
    ],
    [
      'a refusal: it stays one',
      { state: 'refused' },
      ['lastName'],
      ['state'],
      { state: 'refused', lastName: 'Dupond' },
    ],
  ] as const)('%s', (_what, change, competing, others, kept) => {
    const current: Detail = { ...opened, ...change, version: 2 };
    expect(conflictOf({ opened, values: typed, current })).toEqual({ current, competing, others });
    const next = keepTyped({ opened, values: typed, current });
    expect(next).toMatchObject(kept);
    expect(toRequest(next, current)).toEqual({ version: 2, ...(competing.length ? { lastName: 'Dupond' } : {}) });
  });

  it('a decision typed here competes with the one taken there', () => {
    const values = { ...valuesOf(opened), state: 'refused' as const, refusalReason: 'Pas inscrit' };
    const current: Detail = { ...opened, state: 'validated', validFrom: '2026-01-05', version: 2 };
    expect(conflictOf({ opened, values, current }).competing).toEqual(['state']);
    expect(toRequest(keepTyped({ opened, values, current }), current)).toEqual({
      version: 2,
      state: 'refused',
      refusalReason: 'Pas inscrit',
    });
  });

  it('an answer that was lost leaves nothing that competes', () => {
    const values = { ...valuesOf(opened), state: 'validated' as const, validFrom: '10 mars 2026' };
    const current: Detail = { ...opened, state: 'validated', validFrom: '2026-03-10', version: 2 };
    expect(conflictOf({ opened, values, current }).competing).toEqual([]);
  });
});
