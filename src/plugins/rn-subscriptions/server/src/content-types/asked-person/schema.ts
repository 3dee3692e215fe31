import { GIVEN_NAMES } from '../../../../shared/person-fields';
import { personAttributes } from '../person-attributes';

/**
 * Somebody who was asked for at the address of an account that is open: no registration, and nothing that a library sees, before
 * the account's owner says that it is one of theirs.
 */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_asked_people',
  info: { singularName: 'asked-person', pluralName: 'asked-people', displayName: 'Personne demandée' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    /** documentId of the account: ids come back after a restore */
    account: { type: 'string' as const, required: true as const, private: true as const },
    ...personAttributes(GIVEN_NAMES),
    guardianName: { type: 'string' as const, private: true as const },
    guardianWording: { type: 'string' as const, private: true as const },
    /** documentId of the library */
    mediatheque: { type: 'string' as const, required: true as const, private: true as const },
    askedAt: { type: 'datetime' as const, required: true as const },
  },
  indexes: [{ name: 'rn_asked_people_of', columns: ['account'], type: null }],
};
