import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';

/** What was found is said again for this long, in milliseconds: whoever asks often makes no more work. */
const REMEMBERED_MS = 5_000;
/** More than a page of any database holds, so that a full one has no room for it. */
const BYTES = 16 * 1024;

/** Whether the database can be written, tried with a line of history that is rolled back. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  let answer: Promise<boolean> | null = null;
  let askedAt = 0;

  const write = async (): Promise<boolean> => {
    try {
      const trx = await strapi.db.connection.transaction();
      try {
        const fields = JSON.stringify([randomBytes(BYTES).toString('base64')]);
        await tableOf(strapi, UIDS.event).transacting(trx).insert({ registration: '', fields });
      } finally {
        await trx.rollback();
      }
      return true;
    } catch {
      return false;
    }
  };

  return {
    /** Whether it can be written; asked at most once in some seconds. */
    isWritable(): Promise<boolean> {
      if (!answer || performance.now() - askedAt > REMEMBERED_MS) {
        askedAt = performance.now();
        answer = write();
      }
      return answer;
    },
  };
};
