import { z } from 'zod';
import { CODE_DIGITS } from '../limits';
import { CODE, TOKEN } from '../link-proof';
import { chosenDocument, documentId, GUARDIAN, PASSWORD, PERSON } from '../person';
import type { OPTIONAL_NAMES } from '../person-fields';

/**
 * Requests of the website's routes, `/api/rn-subscriptions/…`, as they are checked: the OpenAPI document and the client's types are made of
 * the same. Dates are `YYYY-MM-DD`; problems are codes of messages.ts.
 */

/** The names that bodies have in the OpenAPI document. */
export const REQUESTS = z.registry<{ id: string }>();

/** What a sign-up, or asking for a link, brings against robots. */
export const ALTCHA = z
  .string()
  .max(4000, 'tooLong')
  .optional()
  .describe('The solved challenge of GET /proof-of-work, as ALTCHA writes it; not needed where that answers 204');

export const MEDIATHEQUE_SEARCH = z.strictObject({
  search: z.string().max(100, 'tooLong').default('').describe('Words of a city, a name or a postal code'),
});

const guardian = {
  guardianName: GUARDIAN.guardianName
    .optional()
    .describe('The parent or guardian who agrees: required of a minor, refused of anybody else'),
  guardianWording: GUARDIAN.guardianWording
    .optional()
    .describe('The version of the wording of GET /sign-up-terms that the guardian agrees to: the same'),
};
const mediatheque = chosenDocument.describe('documentId of an active library');

/** POST /registrations */
export const SIGN_UP = z
  .strictObject({
    ...PERSON,
    ...guardian,
    mediatheque,
    altcha: ALTCHA,
    website: z
      .string()
      .max(200, 'tooLong')
      .optional()
      .describe('Left empty: people do not see this field, programs that fill in every field do'),
  })
  .register(REQUESTS, { id: 'SignUp' });
export type SignUp = z.input<typeof SIGN_UP>;

const { email: _accounts, ...person } = PERSON;

/** POST /registrations/mine */
export const ADDED_PERSON = z
  .strictObject({ ...person, ...guardian, mediatheque })
  .register(REQUESTS, { id: 'AddedPerson' });
export type AddedPerson = z.input<typeof ADDED_PERSON>;

/** PUT /registrations/mine/:documentId */
export const OWN_CHANGE = ADDED_PERSON.partial()
  .describe('What is left out stays as it is')
  .register(REQUESTS, { id: 'OwnChange' });
export type OwnChange = z.input<typeof OWN_CHANGE>;

type OptionalName = (typeof OPTIONAL_NAMES)[number];
/** As services take it: what is not required is there or is not. */
export type Given<Data> = Omit<Data, OptionalName> & { [Name in OptionalName]?: string };
export type SignUpRequest = Given<z.output<typeof SIGN_UP>>;
export type PersonRequest = Given<z.output<typeof ADDED_PERSON>>;
export type OwnDataRequest = Given<z.output<typeof OWN_CHANGE>>;

const byToken = { token: z.string().min(1, 'required').regex(TOKEN, 'goneLink').describe('Of the mailed link') };
const byCode = {
  email: PERSON.email.describe('The address that the link was mailed to'),
  code: z
    .string()
    .min(1, 'required')
    .transform((code) => code.replace(/\s/g, ''))
    .refine((code) => CODE.test(code), 'wrongCode')
    .describe(`The ${CODE_DIGITS} digits of the mail, grouped as one likes`),
};

/** Whether somebody who was asked for at an address is of the family of whoever reads its mails, or unknown to them. */
export const BELONGS = z.enum(['family', 'unknown']);
export type Belongs = z.infer<typeof BELONGS>;

const opening = {
  password: PASSWORD.optional().describe('Not needed where all people are unknown: then no account is left'),
  people: z
    .record(documentId, BELONGS)
    .default({})
    .describe('A word about each of `people` of POST /account-links/read, by documentId'),
};

/** POST /account-links/read: a mailed link shows itself by its token, or by the code of the mail and the address that it was mailed to. */
export const LINK_PROOFS = { byToken: z.strictObject(byToken), byCode: z.strictObject(byCode) };
/** POST /account-links/open: the same, with what is chosen. */
export const LINK_OPENINGS = {
  byToken: z.strictObject({ ...byToken, ...opening }),
  byCode: z.strictObject({ ...byCode, ...opening }),
};

/** Either of them, for the document. */
export const LINK_PROOF = z.union(Object.values(LINK_PROOFS)).register(REQUESTS, { id: 'AccountLinkProof' });
export const LINK_OPENING = z.union(Object.values(LINK_OPENINGS)).register(REQUESTS, { id: 'AccountLinkOpening' });
export type AccountLinkProof = z.input<typeof LINK_PROOF>;
export type AccountLinkOpening = z.input<typeof LINK_OPENING>;

/** POST /asked-people/:documentId */
export const ASKED_PERSON_WORD = z
  .strictObject({
    belongs: BELONGS.describe('`family` makes a registration of the person, `unknown` forgets who was asked for'),
  })
  .register(REQUESTS, { id: 'AskedPersonWord' });

/** DELETE /account */
export const ACCOUNT_ERASURE = z
  .strictObject({
    password: z
      .string()
      .min(1, 'required')
      .max(1000, 'tooLong')
      .describe('Once more, so that a page left open erases nothing'),
  })
  .register(REQUESTS, { id: 'AccountErasure' });
