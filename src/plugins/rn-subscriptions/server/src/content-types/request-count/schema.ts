/**
 * How often something was asked for within a span of time, shared by all servers. What was counted stands here as a hash
 * that only the application can make: neither a network address nor an e-mail address.
 */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_request_counts',
  info: { singularName: 'request-count', pluralName: 'request-counts', displayName: 'Compteur de demandes' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    key: { type: 'string' as const, required: true as const },
    count: { type: 'integer' as const, required: true as const },
    /** milliseconds since 1970 */
    expiresAt: { type: 'biginteger' as const, required: true as const },
  },
  indexes: [
    // One row for each key is what makes counting a single statement.
    { name: 'rn_request_counts_key', columns: ['key'], type: 'unique' as const },
    { name: 'rn_request_counts_expiry', columns: ['expires_at'], type: null },
  ],
};
