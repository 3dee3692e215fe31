import type { Detail } from '../../../shared/contracts/admin';
import { differences, isChanged, isDecision, keepTyped, problemsOf, toRequest, valuesOf } from './patron-form';

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

  it('refuses a date of birth that does not exist or is to come', () => {
    const problem = (birthDate: string) => problemsOf({ values: { ...valuesOf(pending), birthDate }, detail: pending, today }).birthDate;
    expect(['', '1952-02-31', '2026-03-11', '1952-02-29'].map(problem)).toEqual(['required', 'invalidDate', 'futureDate', undefined]);
  });

  it('asks for the date of validity of a validation, and only then sends it', () => {
    const values = { ...valuesOf(pending), state: 'validated' as const };
    expect(problemsOf({ values, detail: pending, today })).toEqual({ validFrom: 'required' });
    expect(problemsOf({ values: { ...values, validFrom: '2026-03-11' }, detail: pending, today })).toEqual({ validFrom: 'futureDate' });
    expect(toRequest({ ...values, validFrom: '2026-03-10' }, pending)).toMatchObject({
      version: 1,
      state: 'validated',
      validFrom: '2026-03-10',
    });
    expect(toRequest({ ...valuesOf(validated), state: 'refused' }, validated)).not.toHaveProperty('validFrom');
  });

  it('corrects an expired subscription without asking for a new date', () => {
    const expired = { ...validated, validFrom: '2020-01-05', expiresOn: '2021-01-05', status: 'expired' as const };
    expect(problemsOf({ values: { ...valuesOf(expired), lastName: 'Durand' }, detail: expired, today })).toEqual({});
    expect(isDecision({ ...valuesOf(expired), validFrom: '2026-01-05' }, expired)).toBe(true);
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

  it('keeps what was typed over what somebody else saved', () => {
    const typed = { ...valuesOf(pending), lastName: 'Dupond' };
    expect(differences(typed, validated)).toEqual(['lastName', 'state']);
    expect(keepTyped(typed, validated)).toMatchObject({ lastName: 'Dupond', state: 'validated', validFrom: '2026-01-05' });
    expect(keepTyped({ ...typed, state: 'refused' }, validated).state).toBe('refused');
  });
});
