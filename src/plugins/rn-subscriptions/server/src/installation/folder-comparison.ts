import type { Core } from '@strapi/strapi';
import type { HoldReason } from '../../../shared/contracts/admin';
import { UNSENT } from '../mails/outbox-mail';
import { verdictOf, type Facts } from './verdict';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';

/** What a log says of each reason. */
const WHY: Record<HoldReason, string> = {
  restored: 'the database is older than what this server has mailed and erased, as after a backup was put back',
  copied: 'the folder of this server belongs to another database, or was moved: the database may be a copy',
  folderLost:
    'the database knows other servers and not this one, whose folder is new: it may be a copy, a further server, or a lost folder',
  setting: 'the setting holdMails says so',
};

/**
 * What the folder of this server and the database say of each other, compared once, before the server listens: it tells a restored
 * backup or a copy from an ordinary start, and puts the mails on hold there.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const folder = () => getService(strapi, 'stateFolder');
  const rows = () => tableOf(strapi, UIDS.installation);
  const mails = () => tableOf(strapi, UIDS.outboxMail);
  const installations = (): Promise<{ mark: string; beat: number }[]> => rows().select('mark', 'beat');
  let started: Promise<void> | null = null;

  /** The mails that wait here although they have left, with when they did. */
  const sentBefore = async (): Promise<{ id: number; sentAt: number }[]> => {
    const sent = await folder().sentMails();
    if (sent.size === 0) return [];
    const waiting: { id: number; documentId: string; triedAt: string | number | null }[] = await mails()
      .whereIn('state', UNSENT)
      .select('id', 'document_id as documentId', 'tried_at as triedAt');
    // Tried since, here too: then somebody has sent it again.
    return waiting.flatMap(({ id, documentId, triedAt }) => {
      const sentAt = sent.get(documentId);
      return sentAt !== undefined && Number(triedAt ?? 0) < sentAt ? [{ id, sentAt }] : [];
    });
  };

  const isEmpty = async (): Promise<boolean> => {
    const found = await Promise.all(
      [UIDS.registration, UIDS.outboxMail].map((uid) => tableOf(strapi, uid).select('id').limit(1))
    );
    return found.every((some) => some.length === 0);
  };

  const markAsSent = async (sent: { id: number; sentAt: number }[]) => {
    for (const { id, sentAt } of sent) {
      await mails()
        .where({ id })
        .whereIn('state', UNSENT)
        .update({
          state: 'sent',
          sent_at: new Date(sentAt),
          tried_at: sentAt,
          lease_token: null,
          lease_until: 0,
          last_error_code: null,
          facts: null,
        });
    }
  };

  /** Compares, and writes down what follows: the hold first, so that a start that is interrupted here ends in one. */
  const compare = async () => {
    // The folder first: what other servers write meanwhile is in the database by the time that it is read.
    const [found, beat, sent, erasures] = await Promise.all([
      folder().mark(),
      folder().beat(),
      sentBefore(),
      getService(strapi, 'erasureLedger').unknown(),
    ]);
    const all = await installations();
    const ownBeat = all.find((one) => one.mark === found?.mark)?.beat ?? 0;
    const facts: Facts = {
      folder: { mark: found?.mark ?? null, isMoved: found?.isMoved ?? false, beat },
      database: { marks: all.map((one) => one.mark), beat: ownBeat, isEmpty: await isEmpty() },
      ahead: { erasures, mails: sent.length },
    };
    const verdict = verdictOf(facts);
    const isNew = !found || found.isMoved;
    const mark = isNew ? await folder().newMark({ instead: found !== null }) : found.mark;
    folder().goBy(mark);
    // Never behind the folder: it would be taken for restored at every start.
    const next = Math.max(ownBeat, beat ?? 0) + 1;
    await rows().insert({ mark, beat: next }).onConflict('mark').ignore();
    await rows().where({ mark }).where('beat', '<', next).update({ beat: next });
    // A database that was put back holds for all servers; a folder that does not belong to it, for those that share it.
    if (verdict === 'restored') await getService(strapi, 'hold').begin({ reason: verdict });
    if (verdict === 'copied' || verdict === 'folderLost')
      await getService(strapi, 'hold').begin({ reason: verdict, mark });

    await markAsSent(sent);
    if (erasures > 0) {
      const { registrations, accounts } = await getService(strapi, 'erasureReplay').run({ files: [], dryRun: false });
      strapi.log.warn(
        `rn-subscriptions: the ledger of erasures knew more than the database: ${registrations} registrations and ${accounts} accounts were erased again.`
      );
    }
    await folder().noteBeat(next);
  };

  /** So that a database that falls behind in time is noticed at the next start, whatever was mailed meanwhile. */
  const beat = async () => {
    try {
      // The database was replaced while this server ran.
      if (
        (await rows()
          .where({ mark: await folder().ownMark() })
          .increment('beat', 1)) === 0
      )
        await compare();
      const mark = await folder().ownMark();
      const own = (await installations()).find((one) => one.mark === mark);
      if (own) await folder().noteBeat(own.beat);
      await folder().noteSent([]);
    } catch (error) {
      strapi.log.error(
        `rn-subscriptions: the folder ${folder().path()} could not be kept up with the database (${codeOf(error)}); that is tried again in a minute.`
      );
    }
  };

  const start = async () => {
    await getService(strapi, 'erasureLedger').prepare();
    if (!folder().path()) return;
    const path = folder().path();
    try {
      await folder().prepare();
    } catch (error) {
      const problem = `rn-subscriptions: the folder ${path} cannot be written (${codeOf(error)}), so that a restored backup or a copy of the database would mail people: see the setting stateFolder (STATE_FOLDER).`;
      if (process.env.NODE_ENV === 'production') throw new Error(problem);
      strapi.log.error(`${problem} A production server would not start.`);
      return;
    }
    await compare();
    strapi.cron.add({ 'rn-subscriptions-beat': { task: beat, options: { rule: '* * * * *' } } });
  };

  return {
    /** Counts a minute in which the server ran, in the database and then in the folder. */
    beat,

    /**
     * Compares folder and database, once for each server, before it listens and before it mails: holds the mails, and erases again
     * who was erased, where they disagree. Throws one sentence in production where the folder or the ledger cannot be written.
     */
    ready(): Promise<void> {
      started ??= start().then(async () => {
        const why = await getService(strapi, 'hold').reason();
        if (why)
          strapi.log.warn(
            `rn-subscriptions: the mails are on hold: ${WHY[why]}. Nothing leaves${why === 'setting' ? '' : ' until a coordinator has decided on the page « E-mails non partis »'}.`
          );
      });
      return started;
    },
  };
};
