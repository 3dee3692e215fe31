import type { Core } from '@strapi/strapi';
import type { Hold, HoldReason, HoldRelease, MailKind } from '../../../shared/contracts/admin';
import { PLUGIN_ID } from '../../../shared/permissions';
import { timeSql } from '../database/clock';
import { transaction } from '../database/transaction';
import { verdictOf, type Facts } from './verdict';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';
import { ImpossibleError } from '../requests/errors';

type SetAside = { id: number; registration: string | null; kind: MailKind };
type Installation = {
  mark: string;
  beat: number;
  heldFor: HoldReason | null;
  heldSince: string | number | null;
  heldUpTo: number | null;
};

const AS_READ = ['mark', 'beat', 'held_for as heldFor', 'held_since as heldSince', 'held_up_to as heldUpTo'];
const FREE = { held_for: null, held_since: null, held_up_to: null };
const UNSENT = ['waiting', 'sending'];

/** What a log says of each reason. */
const WHY: Record<HoldReason, string> = {
  restored: 'the database is older than what this server has mailed and erased, as after a backup was put back',
  copied: 'the folder of this server belongs to another database, or was moved: the database may be a copy',
  folderLost:
    'the database knows other servers and not this one, whose folder is new: it may be a copy, a further server, or a lost folder',
  setting: 'the setting holdMails says so',
};

/**
 * Whether mails may leave: not before somebody has looked, where the database was restored or copied. What the folder of this server
 * and the database say of each other is compared once, before the server listens; the answer stands in the database, in the row of
 * each folder, so that it holds for all servers that share the two.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const folder = () => getService(strapi, 'stateFolder');
  const rows = () => tableOf(strapi, UIDS.installation);
  const mails = () => tableOf(strapi, UIDS.outboxMail);
  const isSet = () => strapi.plugin(PLUGIN_ID).config<boolean>('holdMails');
  const installations = (): Promise<Installation[]> => rows().select(AS_READ);
  let mark: string | null = null;
  let started: Promise<void> | null = null;

  /** Of this server, or of one that shares the database; null where mails may leave. */
  const heldAs = async (): Promise<Pick<Installation, 'heldFor' | 'heldSince' | 'heldUpTo'> | null> => {
    if (!folder().path()) return null;
    const all = await installations();
    // A script has no start; it reads what a server has written.
    const own = mark ?? (await folder().mark())?.mark;
    const found = all.find((one) => one.mark === own);
    if (found) return found.heldFor ? found : null;
    return all.length > 0 ? { heldFor: 'folderLost', heldSince: null, heldUpTo: null } : null;
  };

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

  const hold = async (reason: HoldReason, which: (held: ReturnType<typeof rows>) => void) => {
    const [{ last }] = await mails().max({ last: 'id' });
    await rows()
      .whereNull('held_for')
      .modify(which)
      .update({ held_for: reason, held_since: timeSql(strapi), held_up_to: Number(last ?? 0) });
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
    mark = isNew ? await folder().newMark({ instead: found !== null }) : found.mark;
    // Never behind the folder: it would be taken for restored at every start.
    const next = Math.max(ownBeat, beat ?? 0) + 1;
    await rows().insert({ mark, beat: next }).onConflict('mark').ignore();
    await rows().where({ mark }).where('beat', '<', next).update({ beat: next });
    if (verdict === 'restored') await hold(verdict, () => {});
    if (verdict === 'copied' || verdict === 'folderLost') await hold(verdict, (held) => held.where({ mark }));

    await markAsSent(sent);
    if (erasures > 0) {
      const { registrations, accounts } = await getService(strapi, 'erasureReplay').run({ files: [], dryRun: false });
      strapi.log.warn(
        `rn-subscriptions: the ledger of erasures knew more than the database: ${registrations} registrations and ${accounts} accounts were erased again.`
      );
    }
    await folder().noteBeat(next);
  };

  const begin = async () => {
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

  /** So that a database that falls behind in time is noticed at the next start, whatever was mailed meanwhile. */
  const beat = async () => {
    try {
      // The database was replaced while this server ran.
      if ((await rows().where({ mark }).increment('beat', 1)) === 0) await compare();
      const own = (await installations()).find((one) => one.mark === mark);
      if (own) await folder().noteBeat(own.beat);
      await folder().noteSent([]);
    } catch (error) {
      strapi.log.error(
        `rn-subscriptions: the folder ${folder().path()} could not be kept up with the database (${codeOf(error)}); that is tried again in a minute.`
      );
    }
  };

  const reasonOf = (held: Awaited<ReturnType<typeof heldAs>>): HoldReason | null =>
    isSet() ? 'setting' : (held?.heldFor ?? null);
  const reason = async (): Promise<HoldReason | null> => reasonOf(await heldAs());

  return {
    beat,

    /**
     * Compares folder and database, once for each server, before it listens and before it mails: holds the mails, and erases again
     * who was erased, where they disagree. Throws one sentence in production where the folder or the ledger cannot be written.
     */
    ready(): Promise<void> {
      started ??= begin().then(async () => {
        const why = await reason();
        if (why)
          strapi.log.warn(
            `rn-subscriptions: the mails are on hold: ${WHY[why]}. Nothing leaves${why === 'setting' ? '' : ' until a coordinator has decided on the page « E-mails non partis »'}.`
          );
      });
      return started;
    },

    /** Whether no mail may leave now, and nobody may be erased for the time that has passed. */
    isOn: async (): Promise<boolean> => (await reason()) !== null,

    /** What the coordinators' page says of it; null where mails leave. */
    async state(): Promise<Hold | null> {
      const held = await heldAs();
      const why = reasonOf(held);
      if (!why) return null;
      const waiting = mails().whereIn('state', UNSENT);
      if (why !== 'setting') waiting.where('id', '<=', held?.heldUpTo ?? 0);
      const [{ count }] = await waiting.count({ count: '*' });
      return {
        reason: why,
        since: held?.heldSince ? new Date(Number(held.heldSince)).toISOString() : null,
        waiting: Number(count),
      };
    },

    /** Which of these mails (documentIds) wait since before the hold, and so are to be decided about. */
    async among(documentIds: string[]): Promise<Set<string>> {
      const upTo = (await heldAs())?.heldUpTo ?? 0;
      return new Set(
        await mails()
          .whereIn('document_id', documentIds)
          .whereIn('state', UNSENT)
          .where('id', '<=', upTo)
          .pluck('document_id')
      );
    },

    /**
     * Ends the hold, for every server: of the mails that waited before it, those of `send` leave, and the others are set aside, with a
     * line in the history. Of a mail that announces an erasure and is set aside nobody was told: it is announced anew. Returns how many
     * were sent on their way and set aside. Throws {@link ImpossibleError} where the settings hold the mails, or nothing does any more.
     */
    async release({ send }: HoldRelease): Promise<{ sent: number; setAside: number }> {
      if (isSet()) throw new ImpossibleError('heldBySetting');
      const released = await transaction(strapi, async ({ trx }) => {
        const held: Installation[] = await rows()
          .transacting(trx)
          .whereNotNull('held_for')
          .select(AS_READ)
          .modify((query) => void (strapi.db.dialect.client === 'postgres' && query.forUpdate()));
        if (held.length === 0) throw new ImpossibleError('holdIsOver');
        const upTo = Math.max(...held.map((one) => one.heldUpTo ?? 0));
        const old = () => mails().transacting(trx).whereIn('state', UNSENT).where('id', '<=', upTo);
        const unwanted =
          send === 'all' ? old().whereRaw('1 = 0') : old().whereNotIn('document_id', send === 'none' ? [] : send);
        const aside: SetAside[] = await unwanted
          .update({ state: 'dismissed', facts: null, lease_token: null, lease_until: 0 })
          .returning(['id', 'registration', 'kind']);
        const notices = aside.filter(({ kind }) => kind === 'deletion-notice');
        await mails()
          .transacting(trx)
          .whereIn(
            'id',
            notices.map(({ id }) => id)
          )
          .delete();
        await tableOf(strapi, UIDS.registration)
          .transacting(trx)
          .whereIn(
            'document_id',
            notices.map(({ registration }) => registration)
          )
          .update({ deletion_notice_on: null });
        await getService(strapi, 'history').recordMails({ action: 'mailDismissed', mails: aside });
        const [{ count }] = await old().count({ count: '*' });
        await rows().transacting(trx).update(FREE);
        return { sent: Number(count), setAside: aside.length };
      });
      strapi.log.warn(
        `rn-subscriptions: the hold of the mails is over: ${released.sent} leave, ${released.setAside} were set aside.`
      );
      getService(strapi, 'queueSignal').publish();
      return released;
    },
  };
};
