import { MAIL_KINDS, MAIL_STATES } from '../../../../shared/contracts/admin';

/** A mail that a committed change owes somebody. It names its receiver by reference and holds no text. */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_outbox_mails',
  info: { singularName: 'outbox-mail', pluralName: 'outbox-mails', displayName: 'E-mail à envoyer' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    kind: { type: 'enumeration' as const, enum: [...MAIL_KINDS], required: true as const },
    /** one change, one mail: a second row for the same change breaks the unique index */
    dedupeKey: { type: 'string' as const, required: true as const },
    /** documentId of the registration the mail is about, where there is one */
    registration: { type: 'string' as const },
    /** id of the account the mail goes to, where no registration is involved */
    accountId: { type: 'integer' as const },
    language: { type: 'enumeration' as const, enum: ['fr', 'en'], default: 'fr' },
    /** what the change said when it was made (library, dates), so that a later change cannot reword an earlier mail */
    facts: { type: 'json' as const },
    state: { type: 'enumeration' as const, enum: [...MAIL_STATES], default: 'waiting', required: true as const },
    attempts: { type: 'integer' as const, default: 0, required: true as const },
    // Milliseconds since 1970: PostgreSQL keeps a `datetime` in the zone of the process that wrote it, and the
    // night the clocks change a lease must not last an hour more or less.
    nextAttemptAt: { type: 'biginteger' as const, default: '0' },
    /** the last try, in milliseconds since 1970 */
    triedAt: { type: 'biginteger' as const },
    leaseToken: { type: 'string' as const },
    leaseUntil: { type: 'biginteger' as const, default: '0' },
    /** a reason was given; it lives in the memory of the process that holds the lease, and nowhere else */
    withReason: { type: 'boolean' as const, default: false },
    reasonLost: { type: 'boolean' as const, default: false },
    queuedAt: { type: 'datetime' as const, required: true as const },
    sentAt: { type: 'datetime' as const },
    lastErrorCode: { type: 'string' as const },
  },
  indexes: [
    { name: 'rn_outbox_mails_dedupe', columns: ['dedupe_key'], type: 'unique' as const },
    { name: 'rn_outbox_mails_due', columns: ['state', 'next_attempt_at'], type: null },
    { name: 'rn_outbox_mails_of', columns: ['registration'], type: null },
  ],
};
