import { HISTORY_ACTIONS, MAIL_KINDS } from '../../../../shared/contracts/admin';
import { STATES } from '../../../../shared/registration-state';

/** Who did what to a registration or one of its mails, when, from which state to which. No personal data of the patron, and no reason. */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_registration_events',
  info: { singularName: 'registration-event', pluralName: 'registration-events', displayName: 'Historique' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    /** documentId */
    registration: { type: 'string' as const, required: true as const },
    action: { type: 'enumeration' as const, enum: [...HISTORY_ACTIONS], required: true as const },
    at: { type: 'datetime' as const, required: true as const },
    actor: { type: 'enumeration' as const, enum: ['librarian', 'patron', 'system'], required: true as const },
    /** id of the admin user where the actor is a librarian: no relation, so that the line outlives the user */
    actorId: { type: 'integer' as const },
    fromState: { type: 'enumeration' as const, enum: [...STATES] },
    toState: { type: 'enumeration' as const, enum: [...STATES] },
    /** the names of the fields that were changed (NAMED_FIELDS), and no value */
    fields: { type: 'json' as const },
    /** which mail, where the action is about one */
    mail: { type: 'enumeration' as const, enum: [...MAIL_KINDS] },
  },
  indexes: [{ name: 'rn_registration_events_of', columns: ['registration', 'at'], type: null }],
};
