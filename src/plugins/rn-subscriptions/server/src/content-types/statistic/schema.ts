export const COUNTED = ['requested', 'validated', 'renewed', 'refused', 'erased'] as const;
export type Counted = (typeof COUNTED)[number];

/**
 * How often something happened in a month to registrations that are erased by now. Counts of a library and nobody's: no
 * person, no day, no row for each event. What happened to those that are still stored is in their history.
 */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_statistics',
  info: { singularName: 'statistic', pluralName: 'statistics', displayName: 'Statistiques' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    /** `YYYY-MM`, in the network's time zone */
    month: { type: 'string' as const, required: true as const },
    /** documentId of the library */
    mediatheque: { type: 'string' as const, required: true as const },
    kind: { type: 'enumeration' as const, enum: [...COUNTED], required: true as const },
    count: { type: 'integer' as const, required: true as const },
  },
  // One row for each is what makes counting a single statement.
  indexes: [{ name: 'rn_statistics_of', columns: ['month', 'mediatheque', 'kind'], type: 'unique' as const }],
};
