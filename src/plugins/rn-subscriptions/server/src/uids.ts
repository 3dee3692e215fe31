/** The content types that the plugin reads and writes. */
export const UIDS = {
  registration: 'plugin::rn-subscriptions.registration',
  accountLink: 'plugin::rn-subscriptions.account-link',
  askedPerson: 'plugin::rn-subscriptions.asked-person',
  statistic: 'plugin::rn-subscriptions.statistic',
  erasure: 'plugin::rn-subscriptions.erasure',
  installation: 'plugin::rn-subscriptions.installation',
  jobRun: 'plugin::rn-subscriptions.job-run',
  mediatheque: 'plugin::rn-subscriptions.mediatheque',
  event: 'plugin::rn-subscriptions.registration-event',
  outboxMail: 'plugin::rn-subscriptions.outbox-mail',
  requestCount: 'plugin::rn-subscriptions.request-count',
  mailTemplate: 'plugin::rn-subscriptions.mail-template',
  account: 'plugin::users-permissions.user',
} as const;

/** Content types that only our own routes show. */
export const HIDDEN_UIDS: string[] = [
  UIDS.registration,
  UIDS.accountLink,
  UIDS.askedPerson,
  UIDS.event,
  UIDS.outboxMail,
  UIDS.requestCount,
  UIDS.statistic,
  UIDS.erasure,
  UIDS.installation,
  UIDS.jobRun,
];
