import type { Core } from '@strapi/strapi';
import { getService } from '../service';
import type { Finding } from './finding';
import { earlyFindingsOf, findingsOf } from './preflight/checks';
import { hasDatabase, readEarlyFacts, readFacts } from './preflight/read-facts';

const asFinding =
  (code: string, severity: Finding['severity']) =>
  (said: string): Finding => {
    const [, sentence, mend] = /^(.*?): (.*?)\.?$/.exec(said) ?? [said, said, ''];
    return { code, severity, sentence: { fr: sentence, en: sentence }, how: null, mend: { fr: mend, en: mend } };
  };

/** What `bin/` asks of an installation that does not run; nothing is changed in it. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** What stops the installation even from being loaded, by its settings. */
  beforeLoading: (): Finding[] => earlyFindingsOf(readEarlyFacts(strapi)),

  /** What stops a start, or will not work after it, once the plugins are loaded (`strapi.register`). */
  beforeStarting: async (): Promise<Finding[]> => findingsOf(await readFacts(strapi)),

  /** Whether there is a database to be asked. */
  hasDatabase: (): boolean => hasDatabase(strapi),

  /**
   * What a start refuses once the database is there, read after it is described and before it is written; indexes are made at a
   * start, and judged after it. Nothing where Strapi itself has not started yet. The sentences are English.
   */
  async ofHost(): Promise<Finding[]> {
    const isThere = (uid: string) => strapi.db.getSchemaConnection().hasTable(strapi.db.metadata.get(uid).tableName);
    if (!(await isThere('admin::permission')) || !(await isThere('plugin::users-permissions.permission'))) return [];
    const selfCheck = getService(strapi, 'selfCheck');
    const severity = process.env.NODE_ENV === 'production' ? 'refuse' : 'warn';
    return [
      ...(await selfCheck.ofHost()).map(asFinding('unsafe', severity)),
      ...(await selfCheck.warnings()).map(asFinding('open-to-strangers', 'warn')),
    ];
  },
});
