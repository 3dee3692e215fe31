import type { Core } from '@strapi/strapi';
import type { HistoryAction, HistoryLine, MailKind } from '../../../shared/contracts/admin';
import type { MadeChange } from '../../../shared/registration-change';
import { getService } from '../service';
import { UIDS } from '../uids';
import { actorNames, currentActor } from '../requests/actor';
import type { ScopedRegistration, StoredRegistration } from './stored-registration';

type Line = Omit<HistoryLine, 'actorName'> & { actorId: number | null };
type StoredEvent = Omit<Line, 'at' | 'fields'> & { at: string | Date; fields: HistoryLine['fields'] | null };

/** More than any registration has; an odd one must not fill a window. */
const MOST = 200;

const iso = (at: string | Date) => new Date(at).toISOString();
const mailed = {
  action: 'mailed' as const,
  actor: 'system' as const,
  actorId: null,
  fromState: null,
  toState: null,
  fields: [],
};

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Writes the history line of a change of the registration with this documentId, in the current transaction. */
  async record({ registration, change }: { registration: string; change: MadeChange }) {
    const { action, fromState, toState, fields } = change;
    // `create` would read the line again.
    await strapi.db.query(UIDS.event).createMany({
      data: [
        {
          registration,
          action,
          fromState,
          toState,
          fields,
          at: new Date(getService(strapi, 'clock').now()),
          ...currentActor(strapi),
        },
      ],
    });
  },

  /** What was done to the registration with this documentId last, if whoever asks has done it: a signed-in admin user; null otherwise. */
  async ownLastAction(registration: string): Promise<HistoryAction | null> {
    const { actorId } = currentActor(strapi);
    const where = { registration, toState: { $notNull: true } };
    const last = await strapi.db
      .query(UIDS.event)
      .findOne({ where, orderBy: { id: 'desc' }, select: ['action', 'actorId'] });
    return last && actorId !== null && last.actorId === actorId ? last.action : null;
  },

  /** Writes a history line for each mail that somebody acted on, in the current transaction; none for mails of an account only. */
  async recordMails({
    action,
    mails,
  }: {
    action: 'mailSentAgain' | 'mailDismissed';
    mails: { registration: string | null; kind: MailKind }[];
  }) {
    const at = new Date(getService(strapi, 'clock').now());
    const data = mails
      .filter(({ registration }) => registration)
      .map(({ registration, kind }) => ({ registration, action, mail: kind, at, ...currentActor(strapi) }));
    if (data.length > 0) await strapi.db.query(UIDS.event).createMany({ data });
  },

  /** Writes a history line for each mail that left long ago and now leaves the queue, in the current transaction; none for mails of an account only. */
  async recordSent(mails: { registration: string | null; kind: MailKind; sentAt: string | Date }[]) {
    const data = mails
      .filter(({ registration }) => registration)
      .map(({ registration, kind, sentAt }) => ({
        registration,
        action: 'mailed',
        actor: 'system',
        mail: kind,
        at: new Date(sentAt),
      }));
    if (data.length > 0) await strapi.db.query(UIDS.event).createMany({ data });
  },

  /** When the address of this registration was last corrected (ISO 8601); null where it never was. */
  async correctionOfAddress({ documentId: registration }: StoredRegistration): Promise<string | null> {
    const events: StoredEvent[] = await strapi.db
      .query(UIDS.event)
      .findMany({ where: { registration }, select: ['at', 'fields'], orderBy: { id: 'desc' }, limit: MOST });
    const correction = events.find(({ fields }) => fields?.includes('email'));
    return correction ? iso(correction.at) : null;
  },

  /** What happened to this registration, the newest first; its mails from the queue as long as they stand there, from the history afterwards. */
  async of(registration: ScopedRegistration): Promise<HistoryLine[]> {
    return this.ofOwn(registration);
  },

  /** The same, of a patron's own registration, for their export. */
  async ofOwn({ documentId: registration }: StoredRegistration): Promise<HistoryLine[]> {
    const newest = { orderBy: [{ id: 'desc' as const }], limit: MOST };
    const events: StoredEvent[] = await strapi.db.query(UIDS.event).findMany({ where: { registration }, ...newest });
    const mails = await strapi.db
      .query(UIDS.outboxMail)
      .findMany({ where: { registration, state: 'sent' }, select: ['kind', 'sentAt'], ...newest });
    const lines: Line[] = [
      ...events.map((event) => ({ ...event, at: iso(event.at), fields: event.fields ?? [] })),
      ...mails.map(({ kind, sentAt }) => ({ ...mailed, at: iso(sentAt), mail: kind })),
    ].sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));

    const nameOf = await actorNames(
      strapi,
      lines.map(({ actorId }) => actorId)
    );
    return lines.slice(0, MOST).map(({ at, action, actor, actorId, fromState, toState, fields, mail }) => ({
      at,
      action,
      actor,
      actorName: nameOf(actorId),
      fromState,
      toState,
      fields,
      mail,
    }));
  },
});
