/** A library of the network. Edited in the Content Manager by editors; people always see its `label`, « Ville — Nom ». */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_mediatheques',
  info: { singularName: 'mediatheque', pluralName: 'mediatheques', displayName: 'Médiathèque' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-type-builder': { visible: false } },
  attributes: {
    /** computed from city and name; first, so that the Content Manager shows it as the title */
    label: { type: 'string' as const, pluginOptions: { 'content-manager': { editable: false } } },
    code: { type: 'string' as const, required: true as const, unique: true as const, maxLength: 40 },
    name: { type: 'string' as const, required: true as const, maxLength: 200 },
    city: { type: 'string' as const, required: true as const, maxLength: 120 },
    postalCode: { type: 'string' as const, maxLength: 10 },
    address: { type: 'text' as const, maxLength: 300 },
    /** the generic address, to which new requests are mailed */
    email: { type: 'email' as const, maxLength: 254 },
    active: { type: 'boolean' as const, default: true, required: true as const },
    /** empty: the network's default */
    subscriptionMonths: { type: 'integer' as const, min: 1, max: 120 },
    librarians: { type: 'relation' as const, relation: 'manyToMany' as const, target: 'admin::user' as const },
    roles: { type: 'relation' as const, relation: 'manyToMany' as const, target: 'admin::role' as const },
    /** who changed the generic address, when, from what to what: written by the rules alone, shown to coordinators */
    addressChanges: {
      type: 'json' as const,
      private: true as const,
      pluginOptions: { 'content-manager': { visible: false } },
    },
    /** the values of the last import, by field: where a field differs, an editor changed it, and the next import leaves it alone */
    importedValues: {
      type: 'json' as const,
      private: true as const,
      pluginOptions: { 'content-manager': { visible: false } },
    },
  },
  indexes: [
    { name: 'rn_mediatheques_code', columns: ['code'], type: 'unique' as const },
    { name: 'rn_mediatheques_document', columns: ['document_id'], type: 'unique' as const },
  ],
};
