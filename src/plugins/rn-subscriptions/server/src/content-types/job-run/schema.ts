/** When a daily job was done last, and which server is at it: one row for each job, shared by all servers. */
export default {
  kind: 'collectionType' as const,
  collectionName: 'rn_job_runs',
  info: { singularName: 'job-run', pluralName: 'job-runs', displayName: 'Tâche quotidienne' },
  options: { draftAndPublish: false },
  pluginOptions: { 'content-manager': { visible: false }, 'content-type-builder': { visible: false } },
  attributes: {
    name: { type: 'string' as const, required: true as const },
    /** the day, in the network's time zone, for which it was done last */
    day: { type: 'date' as const },
    leaseToken: { type: 'string' as const },
    /** milliseconds since 1970 */
    leaseUntil: { type: 'biginteger' as const, default: '0' },
  },
  indexes: [{ name: 'rn_job_runs_name', columns: ['name'], type: 'unique' as const }],
};
