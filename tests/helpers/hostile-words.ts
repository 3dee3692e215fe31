import { PERSON_FIELDS, PERSON_NAMES } from '../../src/plugins/rn-subscriptions/shared/person-fields';
import type { App } from './app';
import type { ReceivedMail } from './smtp';

/** Texts of people who mean no good, and where they may end. */

/** Stands in every hostile text, to be looked for where none may be. */
export const MARK = 'zqhostile';

/** Words that a person may have, however odd: they come out as they went in, as text. */
export const WORDS: Record<string, string> = {
  emoji: `Zoé ${MARK} 👩‍👩‍👧`,
  combiningMarks: `E\u0301le\u0300ne ${MARK} z\u0351\u036b\u0343`,
  lodashTemplate: `<%= process.env.JWT_SECRET %> ${MARK}`,
  mustache: `{{reason}}{{{networkName}}}{{>x}} ${MARK}`,
  templateLiteral: '${process.env.JWT_SECRET} ' + MARK,
  html: `<img src=x onerror="alert('1')"> & ${MARK}`,
  formula: `=HYPERLINK("http://example.org";"${MARK}")`,
  plus: `+1+${MARK}`,
  minus: `-1+${MARK}`,
  at: `@SUM(${MARK})`,
  twoAddresses: `a@b.c, d@e.f ${MARK}`,
  quotesAndSeparators: `"${MARK}";'\\x'`,
};

/** Words that hide, turn round, break a line or fill the disk: refused by field. */
export const REFUSED: Record<string, string> = {
  lineBreak: `Dupont\r\nBcc: vole@example.org ${MARK}`,
  lineFeed: `Dupont\n${MARK}`,
  nul: `Du\u0000pont ${MARK}`,
  rightToLeft: `\u202e${MARK}`,
  innerTab: `a\t=1+${MARK}`,
  long: MARK.repeat(200),
};

/** What is no address, and the code that sign-up says so with. */
export const NO_ADDRESSES: Record<string, string> = {
  ...Object.fromEntries(
    [
      'a@b.c, d@e.f',
      'a@example.org;b@example.org',
      'a@example.org\r\nBcc: b@example.org',
      '"a b"@example.org',
      '"a\\"@example.org',
      '<a@example.org>',
      'Nom <a@example.org>',
      '{{x}}@example.org',
      'a@[127.0.0.1]',
    ].map((text) => [text, 'invalidEmail'])
  ),
  [`=1@${'x'.repeat(250)}.org`]: 'tooLong',
};

/** What a person writes into a line of text. */
export const LINES = PERSON_NAMES.filter((name) => PERSON_FIELDS[name].kind === 'line');
export const named = (text: string) => Object.fromEntries(LINES.map((name) => [name, text]));
/** A child: its guardian's name is one more text that people type. */
export const ofChild = (text: string) => ({
  birthDate: `${new Date().getFullYear() - 8}-03-02`,
  guardianName: text,
  guardianWording: '1',
});

/** The text as it is stored and shown. */
export const stays = (text: string) => text.trim().normalize('NFC');

/** What is said of a request that holds a NUL byte, wherever that stands. */
export const UNREADABLE = 'Un texte de la requête contient des caractères illisibles.';

/** The first mail to this receiver whose subject or text says so. */
export const mailSaying = (app: App, receiver: string, words: string): Promise<ReceivedMail> =>
  app.smtp.waitFor((mail) => mail.receivers.includes(receiver) && `${mail.subject}\n${mail.text}`.includes(words));

/** Stops the application. A log is read in a terminal and kept for months: no word of anybody's, and no line that somebody else wrote. */
export const stopWithoutAWord = async (app: App) => {
  const logged = app.logs();
  await app.stop();
  expect(logged).not.toContain(MARK);
};
