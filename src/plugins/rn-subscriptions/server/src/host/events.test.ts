import type { MadeChange } from '../../../shared/registration-change';
import type { StoredRegistration } from '../registrations/stored-registration';
import { eventOf } from './events';

const registration = {
  documentId: 'r1',
  mediatheque: 'm1',
  lastName: 'Dupont',
  email: 'helene@example.com',
  validFrom: '2026-03-01',
  expiresOn: '2027-03-01',
} as StoredRegistration;
const change = (made: Partial<MadeChange>) =>
  eventOf(registration, { fromState: null, toState: 'pending', fields: [], ...made } as MadeChange);

test('each change is told by ids and days alone', () => {
  const about = { registration: 'r1', mediatheque: 'm1' };
  expect(change({ action: 'created' })).toEqual({ name: 'registrationRequested', ...about });
  expect(change({ action: 'changed', fields: ['email'] })).toEqual({
    name: 'registrationChanged',
    ...about,
    fields: ['email'],
  });
  expect(change({ action: 'decided', fromState: 'pending', toState: 'validated' })).toEqual({
    name: 'registrationDecided',
    ...about,
    from: 'pending',
    to: 'validated',
    validFrom: '2026-03-01',
    expiresOn: '2027-03-01',
  });
});
