/**
 * A folder (STATE_FOLDER) whose server mails from this database: one row for each, made at its first start. What the two say of
 * each other at a start tells a restored backup or a copy from an ordinary start.
 */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_installations',
  info: { singularName: 'installation', pluralName: 'installations', displayName: 'Serveur' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    /** random; the folder holds the same */
    mark: { type: 'string' as const, required: true as const },
    /** counts the minutes in which the server ran; the folder follows */
    beat: { type: 'integer' as const, default: 0 },
    /** why its server mails nothing until somebody has decided; null where it mails */
    heldFor: { type: 'string' as const },
    /** milliseconds since 1970 */
    heldSince: { type: 'biginteger' as const },
    /** the last mail (id) that was there when it began */
    heldUpTo: { type: 'integer' as const },
  },
  indexes: [{ name: 'rn_installations_mark', columns: ['mark'], type: 'unique' as const }],
};
