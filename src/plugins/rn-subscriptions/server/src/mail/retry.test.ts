import { afterFailure, UndeliverableError } from './retry';

const now = 1_000_000;
const connection = { code: 'ESOCKET', command: 'CONN' };

test('a mail is tried again after 1, 2, 5, 10, 30 and 60 minutes, then every hour', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 50].map((attempts) => {
    const outcome = afterFailure({ error: connection, attempts, now });
    return outcome.state === 'waiting' ? (outcome.nextAttemptAt - now) / 60_000 : null;
  });
  expect(pauses).toEqual([1, 2, 5, 10, 30, 60, 60, 60]);
});

test('it is given up after five days', () => {
  expect(afterFailure({ error: connection, attempts: 126, now }).state).toBe('failed');
});

test.each([
  ['the receiver is refused for good', { responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE' }, 'failed'],
  ['the message is refused for good', { responseCode: 554, command: 'DATA', code: 'EMESSAGE' }, 'failed'],
  ['the receiver is refused for now', { responseCode: 450, command: 'RCPT TO', code: 'EENVELOPE' }, 'waiting'],
  ['the sign-in is refused', { responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }, 'waiting'],
  ['nobody is there to get it', new UndeliverableError('REGISTRATION_GONE'), 'failed'],
  ['something unknown happens', undefined, 'waiting'],
])('where %s it is %3$s', (_what, error, state) => {
  expect(afterFailure({ error, attempts: 1, now })).toMatchObject({ state });
});

test('an error code names no address', () => {
  const error = { code: 'EENVELOPE', command: 'RCPT TO:<helene@example.com>', responseCode: 550, message: 'helene@example.com unknown' };
  expect(afterFailure({ error, attempts: 1, now }).errorCode).toBe('EENVELOPE RCPT 550');
});
