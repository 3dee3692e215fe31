import type { HoldReason } from '../../../shared/contracts/admin';

/** What the folder of this server and the database say of each other at a start. */
export type Facts = {
  folder: {
    /** null where it has none */
    mark: string | null;
    /** it stands elsewhere than where it got its mark */
    isMoved: boolean;
    /** the last beat that was noted in it; null where no start has come to its end yet */
    beat: number | null;
  };
  database: {
    /** the marks of all folders that mail for it */
    marks: string[];
    /** the last beat of this folder's mark */
    beat: number;
    /** nobody is registered, and no mail was ever queued */
    isEmpty: boolean;
  };
  /** how much the folder knows that the database does not: erasures that are not in its ledger, and mails that left and still wait here */
  ahead: { erasures: number; mails: number };
};

export type Verdict = 'goOn' | 'adopt' | Exclude<HoldReason, 'setting'>;

/**
 * Whether folder and database belong together: `goOn`; `adopt` where neither has met another, at the first start ever, or the first
 * of this version; otherwise why nothing may leave until somebody has looked. The database is always written before the folder, so
 * that a process that is killed in between leaves a folder that knows less, and never one that is ahead.
 */
export const verdictOf = ({ folder, database, ahead }: Facts): Verdict => {
  const isNew = folder.mark === null || folder.beat === null;
  if (database.marks.length === 0) {
    if (ahead.erasures > 0 || ahead.mails > 0) return 'restored';
    // With a mark of a former database: a backup of before there were marks, unless somebody starts over.
    return isNew || database.isEmpty ? 'adopt' : 'restored';
  }
  if (folder.mark === null) return 'folderLost';
  if (!database.marks.includes(folder.mark) || folder.isMoved) return 'copied';
  return ahead.erasures > 0 || ahead.mails > 0 || (folder.beat ?? 0) > database.beat ? 'restored' : 'goOn';
};
