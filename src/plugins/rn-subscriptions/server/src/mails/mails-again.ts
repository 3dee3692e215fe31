import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';
import { transaction } from '../database/transaction';
import type { MailFacts } from './facts';
import { factsAgain } from './sent-again';
import { getService } from '../service';
import { UIDS } from '../uids';
import { ImpossibleError } from '../requests/errors';
import { isUniqueViolation } from '../utils/unique-violation';
import type { OutboxMail } from './outbox-mail';
import type { ScopedRegistration, WithAccount } from '../registrations/stored-registration';

/** Which mail it is, however often it was sent: what is sent again has a key of its own. */
const firstKey = ({ dedupeKey }: Pick<OutboxMail, 'dedupeKey'>) => dedupeKey.replace(/:again:\d+$/, '');

/** The mails of a registration that have left, sent once more to the address as it is now. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** What this mail about the registration says when it is sent again; null where it cannot be. */
  facts({ kind, accountId }: Pick<OutboxMail, 'kind' | 'accountId'>, registration: WithAccount): MailFacts | null {
    const { noticeDays } = strapi.plugin(PLUGIN_ID).config<Settings['retention']>('retention');
    return factsAgain({ kind, accountId, now: registration, noticeDays });
  },

  /**
   * Sends a mail (documentId) about this registration, which has left, again; one click more within a minute is none. A refusal
   * leaves without its reason, which is kept nowhere. Returns whether there was such a mail. Throws {@link ImpossibleError} where
   * it would no longer say what is so, 429 after a few of a day.
   */
  async send({ documentId, registration }: { documentId: string; registration: ScopedRegistration }): Promise<boolean> {
    const mail: OutboxMail | null = await strapi.db
      .query(UIDS.outboxMail)
      .findOne({ where: { documentId, registration: registration.documentId, state: 'sent' } });
    if (!mail) return false;
    const facts = this.facts(mail, registration);
    if (!facts) throw new ImpossibleError('mailOutdated');
    const { kind, accountId, language } = mail;
    try {
      await transaction(strapi, async () => {
        await getService(strapi, 'limits').admitMailAgain(firstKey(mail));
        const dedupeKey = `${firstKey(mail)}:again:${getService(strapi, 'clock').minute()}`;
        await getService(strapi, 'outbox').queue({
          kind,
          dedupeKey,
          registration: registration.documentId,
          accountId,
          language,
          facts,
        });
        await getService(strapi, 'history').recordMails({
          action: 'mailSentAgain',
          mails: [{ registration: registration.documentId, kind }],
        });
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
    return true;
  },
});
