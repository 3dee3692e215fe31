import type { Core } from '@strapi/strapi';
import { transaction } from '../../database/transaction';
import { decode } from './decode';
import { planChanges, type CurrentMediatheque, type Plan } from './plan';
import { ImportFileError } from './problem';
import { readRows } from './read-rows';
import { recordsOf } from './records';
import { report } from './report';
import type { MediathequeImport } from '../../public-api';
import { UIDS } from '../../uids';

type Progress = (done: number, total: number) => void;

export default ({ strapi }: { strapi: Core.Strapi }): MediathequeImport => {
  const mediatheques = () => strapi.documents(UIDS.mediatheque);

  /** Locked until the import is committed, so that no editor's change falls between the comparison and the write. */
  const current = (): Promise<CurrentMediatheque[]> =>
    strapi.db.queryBuilder(UIDS.mediatheque).select('*').forUpdate().execute();

  const write = async ({ created, updated, unchanged }: Plan, onProgress: Progress) => {
    const remembered = unchanged.filter(({ isNews }) => isNews);
    const total = created.length + updated.length + remembered.length;
    let done = 0;
    for (const { code, values } of created) {
      await mediatheques().create({ data: { code, ...values, importedValues: values } });
      onProgress((done += 1), total);
    }
    for (const { documentId, values, record } of [...updated, ...remembered]) {
      // A plugin's types are unknown to Strapi's where no application has generated them.
      await mediatheques().update({ documentId, data: { ...values, importedValues: record.values } as never });
      onProgress((done += 1), total);
    }
  };

  return {
    async run(input) {
      const { records, skipped } = recordsOf(readRows(decode(input.bytes)), input.departement);
      if (records.length === 0) {
        throw new ImportFileError(
          `Le fichier ne contient aucune médiathèque à importer pour le département ${input.departement}.\n${report({ created: [], updated: [], unchanged: [], skipped })}`
        );
      }
      const plan = await transaction(strapi, async () => {
        const changes = planChanges(await current(), records);
        if (!input.dryRun) await write(changes, input.onProgress);
        return changes;
      });
      const counts = {
        created: plan.created.length,
        updated: plan.updated.length,
        unchanged: plan.unchanged.length,
        skipped: skipped.length,
      };
      return { counts, report: report({ ...plan, skipped }) };
    },
  };
};
