import { z } from 'zod';
import type { Settings } from './options';

/** As Strapi compares paths: `/inscription`, `/services/inscription`. */
const PATH = /^(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+$/;

const path = z.string().regex(PATH, 'write a path that begins with “/” and does not end with it, such as /inscription');

const isAddress = (text: string): boolean =>
  /^\/(?!\/)\S+$/.test(text) || (/^https?:\/\/\S+$/.test(text) && URL.canParse(text));

const styleSheet = z.string().refine((text) => text === '' || isAddress(text), {
  error: 'write an address that begins with https:// or, for a file of this server, with “/”',
});

const text = z.string().trim();
const notice = z.union([text, z.strictObject({ fr: text.min(1), en: text.min(1) })], {
  error: 'write an address or a text, or { fr, en } with one for each language',
});

/** The options of the pages for patrons. */
export const website = z.strictObject({
  enabled: z.boolean(),
  path,
  styleSheet,
  notices: z.strictObject({ accessibility: notice, legal: notice, privacy: notice }),
}) satisfies z.ZodType<Settings['website']>;
