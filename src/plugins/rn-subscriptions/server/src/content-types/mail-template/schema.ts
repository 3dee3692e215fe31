import { MAIL_KINDS } from '../../../../shared/contracts/admin';

/** A coordinator's version of a mail, in plain text with {{placeholders}}; absent, the built-in one is used. */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_mail_templates',
  info: { singularName: 'mail-template', pluralName: 'mail-templates', displayName: 'Modèle d’e-mail' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-type-builder': { visible: false } },
  attributes: {
    kind: { type: 'enumeration' as const, enum: [...MAIL_KINDS], required: true as const },
    language: { type: 'enumeration' as const, enum: ['fr', 'en'], default: 'fr', required: true as const },
    subject: { type: 'string' as const, required: true as const, maxLength: 150 },
    body: { type: 'text' as const, required: true as const, maxLength: 5000 },
  },
  indexes: [{ name: 'rn_mail_templates_of', columns: ['kind', 'language'], type: 'unique' as const }],
};
