/**
 * The ledger of erasures: what a backup that is put back must not bring back. Holds the hash of a random id, which only
 * this application can make and which says nothing of whom it was, and the day.
 */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_erasures',
  info: { singularName: 'erasure', pluralName: 'erasures', displayName: 'Effacement' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    hash: { type: 'string' as const, required: true as const },
    erasedOn: { type: 'date' as const, required: true as const },
  },
  indexes: [{ name: 'rn_erasures_hash', columns: ['hash'], type: 'unique' as const }],
};
