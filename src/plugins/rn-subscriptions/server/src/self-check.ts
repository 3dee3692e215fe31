import type { Core } from '@strapi/strapi';
import { HIDDEN_UIDS, UIDS } from './utils';

/** Unique indexes that rules hang on, by the content type whose table has them. */
const UNIQUE_INDEXES: [uid: string, index: string][] = [
  [UIDS.registration, 'rn_registrations_document'],
  [UIDS.outboxMail, 'rn_outbox_mails_dedupe'],
  [UIDS.statistic, 'rn_statistics_of'],
  [UIDS.erasure, 'rn_erasures_hash'],
  [UIDS.jobRun, 'rn_job_runs_name'],
  [UIDS.mediatheque, 'rn_mediatheques_code'],
  [UIDS.account, 'rn_accounts_email'],
];

type Grant = { action: string; subject: string; role: { name: string; code: string } | null };

const missingIndexes = async (strapi: Core.Strapi): Promise<string[]> => {
  const problems: string[] = [];
  for (const [uid, index] of UNIQUE_INDEXES) {
    const table = strapi.db.metadata.get(uid).tableName;
    const indexes = await strapi.db.dialect.schemaInspector.getIndexes(table);
    const found = indexes.some(({ name, type }: { name: string; type?: string }) => name === index && type === 'unique');
    if (!found) problems.push(`the unique index ${index} of the table ${table} is missing: remove duplicate rows and the index's old version, then start again.`);
  }
  return problems;
};

const nativeGrants = async (strapi: Core.Strapi): Promise<string[]> => {
  const grants: Grant[] = await strapi.db.query('admin::permission').findMany({ where: { subject: { $in: HIDDEN_UIDS } }, populate: ['role'] });
  return grants
    .filter(({ role }) => role?.code !== 'strapi-super-admin')
    .map(({ action, subject, role }) => `the role “${role?.name}” holds ${action} on ${subject}, which knows no library: take that permission away.`);
};

/**
 * What makes an installation unsafe: in production the start fails with one sentence that says what to mend, elsewhere
 * it is logged. A grant of the Content Manager on registrations would show every library's patrons; without its unique
 * indexes the database would take two accounts with one address, or two mails for one decision.
 */
export const selfCheck = async (strapi: Core.Strapi): Promise<void> => {
  const problems = [...(await nativeGrants(strapi)), ...(await missingIndexes(strapi))];
  if (problems.length === 0) return;
  if (process.env.NODE_ENV === 'production') throw new Error(`rn-subscriptions: ${problems[0]}`);
  for (const problem of problems) strapi.log.error(`rn-subscriptions: ${problem} A production server would not start.`);
};
