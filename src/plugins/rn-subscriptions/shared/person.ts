import { z } from 'zod';
import { addMonths, daysIn, isCalendarDate } from './calendar-date';
import { CURRENT_WORDING, isWording } from './guardian-wordings';
import { hasInvisible } from './invisible-text';
import { SHORTEST_PASSWORD } from './limits';
import { PERSON_FIELDS, PERSON_NAMES, type Person, type PersonFieldName } from './person-fields';

/** Longest address of RFC 5321, section 4.5.3.1.3 (256 octets less the angle brackets). */
const LONGEST_EMAIL = 254;
const OLDEST_PERSON_MONTHS = 120 * 12;

/** Typed text of one line: trimmed, not empty, without control characters. Problems are codes of messages/field-problems.ts. */
const lineOfText = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'required')
    .max(longest, 'tooLong')
    .refine((text) => !hasInvisible(text), 'controlCharacters')
    .transform((text) => text.normalize('NFC'));

const email = z
  .string()
  .trim()
  .min(1, 'required')
  .max(LONGEST_EMAIL, 'tooLong')
  .toLowerCase()
  .refine((address) => z.email().safeParse(address).success, 'invalidEmail')
  .meta({ format: 'email' });

/** Where each day begins: what is later than the day there is in the future everywhere. Who knows the network's own day looks closer. */
const daysAtTheDateLine = daysIn('Pacific/Kiritimati');
const latestToday = () => daysAtTheDateLine(new Date());

const birthDate = z
  .string()
  .min(1, 'required')
  .refine(isCalendarDate, { error: 'invalidDate', abort: true })
  .refine((date) => date <= latestToday(), 'futureDate')
  .refine((date) => date > addMonths(latestToday(), -OLDEST_PERSON_MONTHS), 'tooLongAgo')
  .meta({ format: 'date' });

const ruleOf = ({ kind, longest }: { kind: 'line' | 'email' | 'day'; longest?: number }): z.ZodType<string, string> =>
  kind === 'line' ? lineOfText(longest!) : kind === 'email' ? email : birthDate;

/** What is not required: an empty text is none, not an error. */
const optional = (rule: z.ZodType<string, string>): z.ZodType<string | null, string | null> =>
  z
    .string()
    .trim()
    .transform((text) => text || null)
    .nullable()
    .pipe(rule.nullable());

type Rules = {
  [Name in PersonFieldName]: null extends Person[Name]
    ? z.ZodOptional<z.ZodType<string | null, string | null>>
    : z.ZodType<string, string>;
};

/** What a patron says about himself or herself, with the rules that hold wherever it is written. */
export const PERSON = Object.fromEntries(
  PERSON_NAMES.map((name) => {
    const field = PERSON_FIELDS[name];
    const rule = field.required ? ruleOf(field) : optional(ruleOf(field)).optional();
    return [name, rule.describe(field.label.en)];
  })
) as Rules;

/** What is sent of a guardian: the name, and the version of the wording that is agreed to, which must be today's. */
export const GUARDIAN = {
  guardianName: lineOfText(200),
  guardianWording: z
    .string()
    .min(1, 'required')
    .refine((version) => version === CURRENT_WORDING, 'wordingChanged'),
};

/** What may stand of a guardian in a registration: an older wording, too. */
export const STORED_GUARDIAN = {
  guardianName: GUARDIAN.guardianName.nullable(),
  guardianWording: z.string().refine(isWording, 'invalidChoice').nullable(),
};

/** bcrypt, which users-permissions uses, reads 72 bytes and no more. */
const LONGEST_PASSWORD_BYTES = 72;

/** A password that is being chosen. */
export const PASSWORD = z
  .string()
  .min(1, 'required')
  .min(SHORTEST_PASSWORD, 'tooShort')
  // One form of its letters, whichever keyboard typed it (RFC 8265).
  .transform((password) => password.normalize('NFC'))
  .refine((password) => new TextEncoder().encode(password).length <= LONGEST_PASSWORD_BYTES, 'tooLong');

const DOCUMENT_ID = /^[a-z0-9]{24,25}$/;

/** The id of a Strapi document. */
export const documentId = z.string().regex(DOCUMENT_ID, 'invalidChoice');

/** The same in a field that people fill in: left empty, it is missing. */
export const chosenDocument = z.string().min(1, 'required').regex(DOCUMENT_ID, 'invalidChoice');
