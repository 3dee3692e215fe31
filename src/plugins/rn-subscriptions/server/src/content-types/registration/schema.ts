import { personAttributes } from '../person-attributes';
import { STATES } from '../../../../shared/registration-state';

const HIDDEN = { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } };

/**
 * One patron's request and subscription at one library. Hidden from the Content Manager: the librarians' page is
 * the one door. Personal fields are `private`, so that no sanitised answer and no webhook carries them.
 */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_registrations',
  info: { singularName: 'registration', pluralName: 'registrations', displayName: 'Inscription' },
  options: { draftAndPublish: false },
  pluginOptions: HIDDEN,
  attributes: {
    ...personAttributes(),
    /** the parent or guardian who agreed to the registration of a minor, on which day, and to which version of the wording */
    guardianName: { type: 'string' as const, private: true as const },
    guardianAgreedOn: { type: 'date' as const, private: true as const },
    guardianWording: { type: 'string' as const, private: true as const },
    /** the language the patron signed up in, for the mails */
    language: { type: 'enumeration' as const, enum: ['fr', 'en'], default: 'fr' },
    registeredOn: { type: 'date' as const },
    state: { type: 'enumeration' as const, enum: [...STATES], default: 'pending', required: true as const },
    validFrom: { type: 'date' as const },
    /** the state and the date of validity that the history knows: where they differ from the above, something was written past the hooks */
    recordedState: { type: 'string' as const, private: true as const },
    recordedValidFrom: { type: 'date' as const, private: true as const },
    expiresOn: { type: 'date' as const },
    /** the day of the last decision */
    decidedOn: { type: 'date' as const },
    /** the day its patron was told that the expired registration is going to be erased */
    deletionNoticeOn: { type: 'date' as const },
    /**
     * documentId of the library. A column of our own and no relation: a relation lives in a link table, which no
     * composite index can cross (a library's list of 200 000 rows took 34 ms instead of 0.8 ms), and an inverse
     * relation would be a second way to the rows.
     */
    mediatheque: { type: 'string' as const, required: true as const },
    account: {
      type: 'relation' as const,
      relation: 'manyToOne' as const,
      target: 'plugin::users-permissions.user' as const,
      private: true as const,
    },
    version: { type: 'integer' as const, required: true as const, default: 1 },
    searchText: { type: 'text' as const, private: true as const },
  },
  // Those of the lists are in database/indexes.ts: Strapi would lock the table for as long as it makes one.
  indexes: [{ name: 'rn_registrations_document', columns: ['document_id'], type: 'unique' as const }],
};
