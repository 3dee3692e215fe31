/**
 * A link that was mailed to somebody: whoever reads that mail chooses a password with it, and by that confirms the address. Holds
 * hashes only, so that a copy of the database opens nothing.
 */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_account_links',
  info: { singularName: 'account-link', pluralName: 'account-links', displayName: 'Lien d’accès' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    /** of the link's token */
    hash: { type: 'string' as const, required: true as const, private: true as const },
    /** of the code that is printed in the mail, with the address: keyed, since eight digits are soon tried */
    codeHash: { type: 'string' as const, required: true as const, private: true as const },
    /** of the address that it was mailed to, keyed: it opens as long as that is the account's, or the one it moves to */
    addressHash: { type: 'string' as const, required: true as const, private: true as const },
    /** documentId of the account: ids come back after a restore */
    account: { type: 'string' as const, required: true as const, private: true as const },
    sentAt: { type: 'datetime' as const, required: true as const },
    usedAt: { type: 'datetime' as const },
  },
  indexes: [
    { name: 'rn_account_links_hash', columns: ['hash'], type: 'unique' as const },
    { name: 'rn_account_links_code', columns: ['code_hash'], type: null },
    { name: 'rn_account_links_of', columns: ['account'], type: null },
  ],
};
