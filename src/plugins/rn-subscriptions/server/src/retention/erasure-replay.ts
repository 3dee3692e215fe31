import type { Core } from '@strapi/strapi';
import { getService } from '../service';
import { UIDS } from '../uids';

type Report = { lines: number; registrations: number; accounts: number };

const BATCH = 500;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const all = async function* (uid: string): AsyncGenerator<{ id: number; documentId: string }> {
    for (let after = 0; ;) {
      const rows = await strapi.db.query(uid).findMany({
        where: { id: { $gt: after } },
        select: ['id', 'documentId'],
        orderBy: { id: 'asc' },
        limit: BATCH,
      });
      if (rows.length === 0) return;
      yield* rows;
      after = rows[rows.length - 1].id;
    }
  };

  return {
    /**
     * Erases again what was erased once and is there all the same: after a backup was put back. `files` are ledgers besides
     * the one of the settings; `dryRun` only counts. Returns how many lines the ledger has, and what was (or would be)
     * erased. Throws where a file cannot be read. Run twice, it finds nothing the second time; the database knows by then what the files know.
     */
    async run({ files, dryRun }: { files: string[]; dryRun: boolean }): Promise<Report> {
      const { lines, isErased } = await getService(strapi, 'erasureLedger').reader(files);
      const report = { lines, registrations: 0, accounts: 0 };
      // Accounts first: a registration takes its account along, which would then not be counted.
      for await (const { id, documentId } of all(UIDS.account)) {
        if (!isErased({ kind: 'account', documentId })) continue;
        if (!dryRun) report.registrations += await getService(strapi, 'erasure').account(id);
        report.accounts += 1;
      }
      for await (const { id, documentId } of all(UIDS.registration)) {
        if (!isErased({ kind: 'registration', documentId })) continue;
        if (dryRun || (await getService(strapi, 'erasure').registration({ where: { id } }))) report.registrations += 1;
      }
      if (!dryRun) {
        await getService(strapi, 'erasureLedger').adopt(files);
        await getService(strapi, 'erasure').cleanUp({ evenLarge: true });
      }
      return report;
    },
  };
};
