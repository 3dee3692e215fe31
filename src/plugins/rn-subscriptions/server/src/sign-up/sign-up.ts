import type { Core } from '@strapi/strapi';
import type { PersonRequest, SignUpRequest } from '../../../shared/contracts/public-requests';
import type { Locale } from '../../../shared/messages/locale';
import { PLUGIN_ID } from '../../../shared/permissions';
import { MOST_REGISTRATIONS } from '../../../shared/limits';
import type { Settings } from '../config/options';
import { transaction } from '../database/transaction';
import { getService } from '../service';
import { UIDS } from '../uids';
import { currentLocale, invalid } from '../requests/errors';
import { answerOnTick } from './answer-on-tick';
import { isUniqueViolation } from '../utils/unique-violation';
import type { Account } from '../accounts/account-links';
import { lockAccounts } from '../accounts/account-lock';

type Asked = { email: string; person: PersonRequest; language: Locale };

export default ({ strapi }: { strapi: Core.Strapi }) => {
  /** Nobody can sign in to it before it is opened by a link: it has no password. */
  const makeAccount = async (email: string): Promise<Account> => {
    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
    return strapi.db.query(UIDS.account).create({
      data: {
        username: email,
        email,
        password: null,
        provider: 'local',
        confirmed: false,
        blocked: false,
        role: role.id,
        madeBySubscriptions: true,
      },
    });
  };

  const tell = (account: Account, mail: { occasion: string; language: Locale; facts?: object }) =>
    getService(strapi, 'outbox').queue({
      kind: 'account-link',
      dedupeKey: `account-link:${account.id}:${mail.occasion}`,
      accountId: account.id,
      language: mail.language,
      facts: mail.facts,
    });

  /**
   * One more person who waits where nobody has confirmed the address; a question to its owner where somebody has; a word where
   * there is no room left, or the person is there already. Each time the address is mailed.
   */
  const count = async ({ email, person, language }: Asked): Promise<void> => {
    const [known] = await lockAccounts(strapi, { email });
    const account = known ?? (await makeAccount(email));
    const people = await getService(strapi, 'accountLinks').peopleOf(account.id);
    const asked = await getService(strapi, 'askedPeople').storedOf(account.documentId);
    const minute = getService(strapi, 'clock').minute();
    if (getService(strapi, 'host').isThereAlready([...people, ...asked], person))
      return tell(account, { occasion: `there:${minute}`, language });
    if (people.length + asked.length >= MOST_REGISTRATIONS)
      return tell(account, { occasion: `full:${minute}`, language, facts: { isFull: true } });
    if (!account.confirmed)
      return strapi.db.query(UIDS.registration).create({ data: { ...person, email, language, account: account.id } });
    const documentId = await getService(strapi, 'askedPeople').add(account.documentId, person);
    return tell(account, {
      occasion: documentId,
      language,
      facts: { mediatheque: person.mediatheque, asked: documentId },
    });
  };

  /** Once more where somebody else signed up with this address a moment ago, or was told of it within the minute. */
  const countOnce = async (asked: Asked, isAgain = false): Promise<void> => {
    try {
      await transaction(strapi, () => count(asked));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (!isAgain) await countOnce(asked, true);
    }
  };

  return {
    /**
     * Counts a sign-up; the caller cannot tell whether the address is known. Throws 400 for a library that is unknown or inactive, for
     * a minor without a guardian's agreement, for a filled honeypot and for a proof of work that is missing or wrong; 429 over a limit.
     */
    async signUp({ altcha, website, email, ...person }: SignUpRequest): Promise<void> {
      const language = currentLocale(strapi);
      const { honeypot } = strapi.plugin(PLUGIN_ID).config<Settings['signUp']>('signUp');
      if (honeypot && website) throw invalid([{ field: 'website', code: 'leaveEmpty' }], language);
      getService(strapi, 'guardians').require({ given: person });
      const mediatheque = await getService(strapi, 'mediatheques').byDocumentId(person.mediatheque);
      if (!mediatheque?.active) throw invalid([{ field: 'mediatheque', code: 'unknownMediatheque' }], language);

      if (getService(strapi, 'proofOfWork').isRequired()) await getService(strapi, 'proofOfWork').use(altcha);
      await getService(strapi, 'limits').admit({ action: 'sign-up', address: email });
      await getService(strapi, 'limits').admitSignUpMail(email);

      await answerOnTick(() => countOnce({ email, person, language }));
    },
  };
};
