/**
 * What turns text round, hides in it or breaks its line: control and format characters, line separators, halves of a
 * character. The two joiners that some scripts write with are letters enough to stay.
 */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** Whether a text holds a character that people cannot see, a line break among them. */
export const hasInvisible = (text: string): boolean => INVISIBLE.test(text);

/** The text on one line, as people see it: invisible characters and runs of spaces become one space. */
export const oneLine = (text: string): string =>
  [...text]
    .map((character) => (hasInvisible(character) ? ' ' : character))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
