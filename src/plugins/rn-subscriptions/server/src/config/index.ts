import { z } from 'zod';
import { DEFAULT_TIME_ZONE, isTimeZone } from '../../../shared/calendar-date';
import { DEFAULT_MINOR_AGE } from '../../../shared/guardian';
import type { Settings } from './options';
import { website } from './website';

const limit = z.int().min(1).max(1_000_000);

const webAddress = z.url({ protocol: /^https?$/ });
const address = z.string().refine((text) => text === '' || webAddress.safeParse(text).success, {
  error: 'write an address that begins with https://, or nothing',
});

const limits = z.strictObject({
  requestsPerClient: limit,
  requestsPerAddress: limit,
  signInsPerClient: limit,
  mailsPerAddress: limit,
  movesPerRegistration: limit,
});

const mails = z.strictObject({
  atOnce: z.int().min(1).max(100),
  perMinute: z.int().min(0).max(100_000),
});

const signUp = z.strictObject({ proofOfWork: z.boolean(), honeypot: z.boolean() });

const retention = z.strictObject({
  unconfirmedDays: z.int().min(1).max(365),
  refusedMonths: z.int().min(1).max(120),
  expiredMonths: z.int().min(2).max(120),
  noticeDays: z.int().min(1).max(59),
});

const options = z.strictObject({
  subscriptionMonths: z.int().min(1).max(120),
  minorAge: z.int().min(0).max(18),
  timeZone: z
    .string()
    .refine(isTimeZone, 'there is no such time zone: write a name of the IANA, as Europe/Paris or America/Martinique'),
  adminUrl: address,
  websiteUrl: address,
  website,
  networkName: z.string().min(1).max(200),
  networkEmail: z.union([z.literal(''), z.email()]),
  limits,
  mails,
  signUp,
  retention,
  stateFolder: z.string(),
  erasureLedger: z.string(),
  holdMails: z.boolean(),
  healthToken: z.union([z.literal(''), z.string().min(16)]),
  dedicated: z.boolean(),
}) satisfies z.ZodType<Settings>;

/** A family of six signs up one by one, with two clicks too many. */
const defaults: Settings = {
  subscriptionMonths: 12,
  minorAge: DEFAULT_MINOR_AGE,
  timeZone: DEFAULT_TIME_ZONE,
  adminUrl: '',
  websiteUrl: '',
  website: {
    enabled: true,
    path: '/inscription',
    styleSheet: '',
    notices: { accessibility: '', legal: '', privacy: '' },
  },
  networkName: 'Médiathèque départementale',
  networkEmail: '',
  retention: { unconfirmedDays: 30, refusedMonths: 6, expiredMonths: 12, noticeDays: 30 },
  stateFolder: 'data/rn-subscriptions',
  erasureLedger: '',
  holdMails: false,
  healthToken: '',
  dedicated: false,
  limits: {
    requestsPerClient: 60,
    requestsPerAddress: 8,
    signInsPerClient: 120,
    mailsPerAddress: 8,
    movesPerRegistration: 3,
  },
  mails: { atOnce: 4, perMinute: 0 },
  signUp: { proofOfWork: true, honeypot: true },
};

/** The options of the group that a path leads to. */
const defaultsAt = (path: PropertyKey[]): object =>
  path.reduce<object>((group, name) => Reflect.get(group, name) as object, defaults);

export default {
  default: defaults,
  /** Throws, and so stops the boot, for an option that does not exist or has an impossible value. */
  validator(config: unknown): void {
    const result = options.safeParse(config);
    if (result.success) return;
    const [issue] = result.error.issues;
    const mend =
      issue.code === 'unrecognized_keys'
        ? `there is no option ${[...issue.path, issue.keys.join(', ')].join('.')}. Options are: ${Object.keys(defaultsAt(issue.path)).join(', ')}`
        : `option ${issue.path.join('.')} is not valid: ${issue.message}`;
    throw new Error(`rn-subscriptions, config/plugins: ${mend}.`);
  },
};
