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
    lastName: { type: 'string' as const, required: true as const, private: true as const },
    firstName: { type: 'string' as const, required: true as const, private: true as const },
    birthDate: { type: 'date' as const, required: true as const, private: true as const },
    cardNumber: { type: 'string' as const, private: true as const },
    guardianName: { type: 'string' as const, private: true as const },
    guardianWording: { type: 'string' as const, private: true as const },
    /** documentId of the library */
    mediatheque: { type: 'string' as const, required: true as const, private: true as const },
    askedAt: { type: 'datetime' as const, required: true as const },
  },
  indexes: [{ name: 'rn_asked_people_of', columns: ['account'], type: null }],
};
