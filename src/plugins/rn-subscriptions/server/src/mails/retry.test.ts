import { afterFailure, errorCodeOf, TOO_SLOW, UndeliverableError } from './retry';

const refusedForNow = { responseCode: 450, command: 'RCPT TO', code: 'EENVELOPE' };
const after = (error: unknown, attempts = 0, random = 0) => afterFailure({ error, attempts, random });

test('a mail is tried again after 1, 2, 5, 10, 30 and 60 minutes, then every hour, a little spread', () => {
  const pause = (attempts: number, random = 0) => {
    const outcome = after(refusedForNow, attempts, random);
    return outcome.state === 'waiting' ? outcome.pause / 60_000 : null;
  };
  expect([0, 1, 2, 3, 4, 5, 6, 49].map((attempts) => pause(attempts))).toEqual([1, 2, 5, 10, 30, 60, 60, 60]);
  expect(pause(5, 1)).toBe(66);
});

test('it is given up after five days', () => expect(after(refusedForNow, 125).state).toBe('failed'));

test.each([
  ['the receiver is refused for good', { responseCode: 550, command: 'RCPT TO', code: 'EENVELOPE' }, 'failed'],
  ['the message is refused for good', { responseCode: 554, command: 'DATA', code: 'EMESSAGE' }, 'failed'],
  ['the receiver is refused for now', refusedForNow, 'waiting'],
  ['nobody is there to get it', new UndeliverableError('REGISTRATION_GONE'), 'failed'],
  ['the server is not there', { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' }, 'away'],
  ['the server never greets', { code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'GREETING_TIMEOUT' }, 'away'],
  [
    'the server hangs up instead of a greeting',
    { code: 'ECONNECTION', message: 'Reached maximum number of retries after connection was closed' },
    'away',
  ],
  [
    'the line is cut on the way',
    { code: 'ECONNECTION', command: 'CONN', message: 'Connection closed unexpectedly' },
    'waiting',
  ],
  ['the line breaks on the way', { code: 'ESOCKET', originalCode: 'ECONNRESET', command: 'CONN' }, 'waiting'],
  [
    'the server falls silent on the way',
    { code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'SOCKET_TIMEOUT' },
    'waiting',
  ],
  ['the answer to the body is lost', { code: 'ETIMEDOUT', command: 'DATA' }, 'waiting'],
  ['the server takes longer than anybody waits', TOO_SLOW, 'waiting'],
  ['something unknown happens', undefined, 'waiting'],
])('where %s it is %3$s', (_what, error, state) => expect(after(error)).toMatchObject({ state }));

test('a server that refuses our sign-in or sender refuses us, whatever the mail', () => {
  expect(after({ responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' })).toMatchObject({
    state: 'away',
    refused: true,
    errorCode: 'REFUSED EAUTH AUTH 535',
  });
  expect(after({ responseCode: 550, command: 'MAIL FROM', code: 'EENVELOPE' })).toMatchObject({
    state: 'away',
    refused: true,
  });
  expect(after({ command: 'API', code: 'EAUTH' })).toMatchObject({ state: 'away' });
  expect(after({ responseCode: 421, command: 'EHLO' })).toMatchObject({ state: 'away', refused: false });
});

test('an error code names no address', () => {
  expect(errorCodeOf({ code: 'EENVELOPE', command: 'RCPT TO:<helene@example.com>', responseCode: 550 })).toBe(
    'EENVELOPE RCPT 550'
  );
});
