import type { Core } from '@strapi/strapi';
import type { MailKind } from '../../../shared/contracts/admin';
import type { Change } from '../../../shared/registration-change';
import { UIDS } from '../utils';

/** Who acts in the current request: a signed-in admin user, someone on the website, or a script where there is no request. */
const currentActor = (strapi: Core.Strapi) => {
  const ctx = strapi.requestContext.get();
  if (!ctx) return { actor: 'system', actorId: null };
  // An admin token acts for its owner.
  const isAdmin = ['admin', 'admin-token'].includes(ctx.state.auth?.strategy?.name);
  return isAdmin ? { actor: 'librarian', actorId: ctx.state.user?.id ?? null } : { actor: 'patron', actorId: null };
};

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Writes the history line of a change of the registration with this documentId, in the current transaction. */
  async record({ registration, change }: { registration: string; change: Exclude<Change, { problems: unknown[] }> }) {
    const { action, fromState, toState, fields } = change;
    await strapi.db.query(UIDS.event).create({
      data: { registration, action, fromState, toState, fields, at: new Date(), ...currentActor(strapi) },
    });
  },

  /** Writes a history line for each mail that somebody acted on, in the current transaction; none for mails of an account only. */
  async recordMails({ action, mails }: { action: 'mailSentAgain' | 'mailDismissed'; mails: { registration: string | null; kind: MailKind }[] }) {
    const at = new Date();
    const data = mails.filter(({ registration }) => registration).map(({ registration, kind }) => ({ registration, action, mail: kind, at, ...currentActor(strapi) }));
    if (data.length > 0) await strapi.db.query(UIDS.event).createMany({ data });
  },
});
