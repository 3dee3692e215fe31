import type { Core } from '@strapi/strapi';
import type { Hold, HoldReason, HoldRelease, MailKind } from '../../../shared/contracts/admin';
import { PLUGIN_ID } from '../../../shared/permissions';
import { timeSql } from '../database/clock';
import { transaction } from '../database/transaction';
import { UNSENT } from '../mails/outbox-mail';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { ImpossibleError } from '../requests/errors';

type SetAside = { id: number; registration: string | null; kind: MailKind };
type Installation = {
  mark: string;
  heldFor: HoldReason | null;
  heldSince: string | number | null;
  heldUpTo: number | null;
};

const AS_READ = ['mark', 'held_for as heldFor', 'held_since as heldSince', 'held_up_to as heldUpTo'];
const FREE = { held_for: null, held_since: null, held_up_to: null };

/**
 * Whether mails may leave: not before somebody has looked, where `folderComparison` has found that the database was restored or copied.
 * That stands in the database, in the row of each folder, so that it holds for all servers that share the two.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const folder = () => getService(strapi, 'stateFolder');
  const rows = () => tableOf(strapi, UIDS.installation);
  const mails = () => tableOf(strapi, UIDS.outboxMail);
  const isSet = () => strapi.plugin(PLUGIN_ID).config<boolean>('holdMails');

  /** Of this server, or of one that shares the database; null where mails may leave. */
  const heldAs = async (): Promise<Pick<Installation, 'heldFor' | 'heldSince' | 'heldUpTo'> | null> => {
    if (!folder().path()) return null;
    const all: Installation[] = await rows().select(AS_READ);
    const own = await folder().ownMark();
    const found = all.find((one) => one.mark === own);
    if (found) return found.heldFor ? found : null;
    return all.length > 0 ? { heldFor: 'folderLost', heldSince: null, heldUpTo: null } : null;
  };

  const reasonOf = (held: Awaited<ReturnType<typeof heldAs>>): HoldReason | null =>
    isSet() ? 'setting' : (held?.heldFor ?? null);
  const reason = async (): Promise<HoldReason | null> => reasonOf(await heldAs());

  return {
    /** Puts the mails on hold that wait now: of the server with this mark, or of all; those that are on hold already stay so for their reason. */
    async begin({ reason, mark }: { reason: Exclude<HoldReason, 'setting'>; mark?: string }): Promise<void> {
      const [{ last }] = await mails().max({ last: 'id' });
      await rows()
        .whereNull('held_for')
        .modify((free) => void (mark && free.where({ mark })))
        .update({ held_for: reason, held_since: timeSql(strapi), held_up_to: Number(last ?? 0) });
    },

    /** Why no mail may leave now; null where they may. */
    reason,

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
