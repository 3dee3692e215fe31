import { z } from 'zod';
import { DENIALS } from '../entitlement';
import { NAMED_FIELDS } from '../named-fields';
import { PERSON_FIELDS, PERSON_NAMES, type Person } from '../person-fields';
import { STATES, STATUSES } from '../registration-state';
import { HISTORY_ACTIONS, MAIL_KINDS, MAIL_STATES, type HistoryLine } from './admin';

/** Answers of the website's routes, `/api/rn-subscriptions/…`: the OpenAPI document, the client's types and the server's are made of the same. */

/** The names that answers, and what they are made of, have in the OpenAPI document. */
export const ANSWERS = z.registry<{ id: string }>();

/** `YYYY-MM-DD` */
const DAY = z.string().meta({ format: 'date' });
/** ISO 8601, in UTC */
const TIME = z.string().meta({ format: 'date-time' });

export const MESSAGE_ANSWER = z
  .object({ data: z.object({ message: z.string().describe("A sentence to show, in the reader's language") }) })
  .register(ANSWERS, { id: 'Message' });
export type MessageAnswer = z.infer<typeof MESSAGE_ANSWER>;

const PUBLIC_MEDIATHEQUE = z
  .object({
    documentId: z.string(),
    label: z.string().describe('« Ville — Nom »: two libraries may bear the same name'),
    name: z.string(),
    city: z.string(),
    postalCode: z.string().nullable(),
  })
  .register(ANSWERS, { id: 'Mediatheque' });
export type PublicMediatheque = z.infer<typeof PUBLIC_MEDIATHEQUE>;

export const MEDIATHEQUES_ANSWER = z
  .object({ data: z.array(PUBLIC_MEDIATHEQUE) })
  .register(ANSWERS, { id: 'Mediatheques' });
export type MediathequesAnswer = z.infer<typeof MEDIATHEQUES_ANSWER>;

export const SIGN_UP_TERMS_ANSWER = z
  .object({
    data: z.object({
      minorAge: z.int().describe('Below which age, in years, a guardian has to agree; 0: never'),
      timeZone: z.string().describe("Whose midnight begins a day of the network's, as IANA names it"),
      guardianWording: z
        .object({ version: z.string(), text: z.string() })
        .describe("What a guardian agrees to, in the reader's language"),
    }),
  })
  .register(ANSWERS, { id: 'SignUpTerms' });
export type SignUpTermsAnswer = z.infer<typeof SIGN_UP_TERMS_ANSWER>;

/** Bare, as ALTCHA's own widget reads it. */
export const CHALLENGE_ANSWER = z
  .object({ parameters: z.record(z.string(), z.unknown()), signature: z.string() })
  .describe("A challenge in ALTCHA's own form (https://altcha.org)")
  .register(ANSWERS, { id: 'Challenge' });
export type ChallengeAnswer = z.infer<typeof CHALLENGE_ANSWER>;

const ofPerson = Object.fromEntries(
  PERSON_NAMES.map((name): [string, z.ZodType] => {
    const { kind, required, label } = PERSON_FIELDS[name];
    const value = kind === 'day' ? DAY : z.string();
    return [name, (required ? value : value.nullable()).describe(label.en)];
  })
) as { [Name in keyof Person]: z.ZodType<Person[Name]> };

/** A parent or guardian, the day of the agreement, and the version of what was agreed to. */
const GUARDIAN = z.object({ name: z.string(), agreedOn: DAY, wording: z.string() });
export type OwnGuardian = z.infer<typeof GUARDIAN>;

/** What a registration says of itself wherever its patron reads it. */
const ofRegistration = {
  ...ofPerson,
  documentId: z.string(),
  registeredOn: DAY,
  validFrom: DAY.nullable(),
  expiresOn: DAY.nullable().describe('The last day'),
};

const OWN_REGISTRATION = z
  .object({
    ...ofRegistration,
    guardian: GUARDIAN.nullable(),
    status: z.enum(STATUSES),
    mediatheque: PUBLIC_MEDIATHEQUE,
    access: z
      .discriminatedUnion('open', [
        z.object({ open: z.literal(true) }),
        z.object({
          open: z.literal(false),
          reason: z.enum(DENIALS),
          message: z.string().describe("Why, in the reader's language"),
        }),
      ])
      .describe('Whether the registration opens the digital resources today'),
  })
  .register(ANSWERS, { id: 'OwnRegistration' });
export type OwnRegistration = z.infer<typeof OWN_REGISTRATION>;

export const OWN_REGISTRATION_ANSWER = z
  .object({ data: OWN_REGISTRATION })
  .register(ANSWERS, { id: 'OwnRegistrationAnswer' });
export type OwnRegistrationAnswer = z.infer<typeof OWN_REGISTRATION_ANSWER>;

const ASKED_PERSON = z
  .object({
    documentId: z.string(),
    firstName: z.string(),
    mediatheque: z.string().describe('« Ville — Nom »'),
    askedAt: TIME,
  })
  .describe(
    'Somebody who was asked for at the address of an open account: no registration before its owner says `family`'
  )
  .register(ANSWERS, { id: 'AskedPerson' });
export type AskedPerson = z.infer<typeof ASKED_PERSON>;

export const OWN_REGISTRATIONS_ANSWER = z
  .object({
    data: z.array(OWN_REGISTRATION).describe('Nobody while the address is not confirmed'),
    meta: z.object({
      addressConfirmed: z.boolean().describe('Without it nothing opens'),
      newAddress: z
        .string()
        .nullable()
        .describe('With which the patron signs in once it is confirmed, where the library has corrected it'),
      accountStays: z.boolean().describe("The account is the site's, and stays when everybody on it is erased"),
      asked: z.array(ASKED_PERSON),
      most: z.int().describe('How many registrations an account holds'),
    }),
  })
  .register(ANSWERS, { id: 'OwnRegistrations' });
export type OwnRegistrationsAnswer = z.infer<typeof OWN_REGISTRATIONS_ANSWER>;

const ACCOUNT_LINK = z.object({
  isOpen: z.boolean().describe('The account has a password already; else `people` wait for a word of whoever opens it'),
  moves: z.boolean().describe('The account moves to the address that the link was mailed to'),
  people: z.array(z.object({ documentId: z.string(), firstName: z.string(), mediatheque: z.string() })),
  asked: z.array(ASKED_PERSON),
});
export type AccountLink = z.infer<typeof ACCOUNT_LINK>;
export const ACCOUNT_LINK_ANSWER = z.object({ data: ACCOUNT_LINK }).register(ANSWERS, { id: 'AccountLink' });
export type AccountLinkAnswer = z.infer<typeof ACCOUNT_LINK_ANSWER>;

/** Made by users-permissions: a host may add to it, and does where it hands out refresh tokens. */
const SIGNED_IN_ANSWER = z
  .looseObject({ jwt: z.string(), user: z.looseObject({ email: z.string() }) })
  .describe('Signed in, as POST /auth/local answers')
  .register(ANSWERS, { id: 'SignedIn' });
export type SignedInAnswer = z.infer<typeof SIGNED_IN_ANSWER>;
const ERASED_ANSWER = z
  .object({ data: z.object({ erased: z.literal(true), message: z.string() }) })
  .describe('All people were unknown: nobody is left to sign in')
  .register(ANSWERS, { id: 'Erased' });
export type ErasedAnswer = z.infer<typeof ERASED_ANSWER>;
const OPENED_ONLY_ANSWER = z
  .object({ data: z.object({ opened: z.literal(true), message: z.string() }) })
  .describe('The account is open, and users-permissions could not sign in to it: ask it once more')
  .register(ANSWERS, { id: 'OpenedOnly' });
export type OpenedOnlyAnswer = z.infer<typeof OPENED_ONLY_ANSWER>;
export const OPENED_ANSWER = z
  .union([SIGNED_IN_ANSWER, ERASED_ANSWER, OPENED_ONLY_ANSWER])
  .register(ANSWERS, { id: 'Opened' });
export type OpenedAnswer = z.infer<typeof OPENED_ANSWER>;

const EXPORTED_MAIL = z
  .object({ kind: z.enum(MAIL_KINDS), state: z.enum(MAIL_STATES), queuedAt: TIME, sentAt: TIME.nullable() })
  .register(ANSWERS, { id: 'ExportedMail' });
export type ExportedMail = z.infer<typeof EXPORTED_MAIL>;

/** Staff are not named. */
const OWN_HISTORY_LINE = z.object({
  at: TIME,
  action: z.enum(HISTORY_ACTIONS),
  actor: z.enum(['librarian', 'patron', 'system']),
  fromState: z.enum(STATES).nullable(),
  toState: z.enum(STATES).nullable(),
  fields: z.array(z.enum(NAMED_FIELDS)),
  mail: z.enum(MAIL_KINDS).nullable(),
}) satisfies z.ZodType<Omit<HistoryLine, 'actorName'>>;

/**
 * The password is held as a hash that nobody can read, and what a list is searched by (name, address, card number without accents) as a
 * copy of what stands here.
 */
export const ACCOUNT_EXPORT = z
  .object({
    exportedOn: DAY,
    account: z.object({
      email: z.string(),
      addressConfirmed: z.boolean(),
      newAddress: z.string().nullable(),
      blocked: z.boolean(),
      createdAt: TIME,
      updatedAt: TIME,
      passwordChangedAt: TIME.nullable(),
      signedOutAt: TIME.nullable(),
      accountStays: z.boolean().describe("It is the site's, and stays when everybody on it is erased here"),
    }),
    links: z
      .array(z.object({ sentAt: TIME, usedAt: TIME.nullable() }))
      .describe('Mailed links, of the last thirty days'),
    asked: z
      .array(ASKED_PERSON)
      .describe(
        "Who was asked for at the address, by people who may not be the account's: first name and library only"
      ),
    registrations: z.array(
      z.object({
        ...ofRegistration,
        guardian: GUARDIAN.extend({
          text: z.string().nullable().describe('What was agreed to, in the language of the mails'),
        }).nullable(),
        mediatheque: z.string().describe('« Ville — Nom »'),
        state: z.enum(STATES),
        language: z.enum(['fr', 'en']),
        decidedOn: DAY.nullable(),
        deletionNoticeOn: DAY.nullable(),
        createdAt: TIME,
        updatedAt: TIME,
        history: z.array(OWN_HISTORY_LINE),
        mails: z.array(EXPORTED_MAIL),
      })
    ),
    mails: z.array(EXPORTED_MAIL).describe('Mails that are about the account only'),
  })
  .register(ANSWERS, { id: 'AccountExport' });
export type AccountExport = z.infer<typeof ACCOUNT_EXPORT>;

export const OPENAPI_ANSWER = z
  .looseObject({ openapi: z.string() })
  .describe('An OpenAPI 3.1 document: https://spec.openapis.org/oas/v3.1.1')
  .register(ANSWERS, { id: 'OpenapiDocument' });
export type OpenapiAnswer = z.infer<typeof OPENAPI_ANSWER>;
