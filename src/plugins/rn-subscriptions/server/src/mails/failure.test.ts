import { failureOf } from './failure';

test.each([
  ['EENVELOPE RCPT 550', 'receiverRefused'],
  ['EENVELOPE RCPT 450', 'receiverRefused'],
  ['RECEIVER_REFUSED', 'receiverRefused'],
  ['EMESSAGE DATA 554', 'messageRefused'],
  ['ESOCKET CONN', 'serverAway'],
  ['REFUSED EAUTH AUTH 535', 'serverRefuses'],
  ['EAUTH AUTH 454', 'serverAway'],
  ['UNKNOWN', 'serverAway'],
  ['LIBRARY_WITHOUT_ADDRESS', 'noAddress'],
  ['REGISTRATION_GONE', 'gone'],
])('%s is told as %s', (code, failure) => expect(failureOf(code)).toBe(failure));
