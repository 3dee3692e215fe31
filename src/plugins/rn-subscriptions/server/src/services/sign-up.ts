import type { Core } from '@strapi/strapi';
import type { SignUpRequest } from '../../../shared/contracts/public';
import type { Locale } from '../../../shared/messages';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { PluginOptions } from '../config';
import { transaction } from '../database/transaction';
import { getService, UIDS } from '../utils';
import { currentLocale, invalid } from '../utils/problems';
import { onTheBeat } from '../sign-up/on-the-beat';
import { isUniqueViolation } from '../utils/unique-violation';

type Account = { id: number; email: string };

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const accountOf = (email: string): Promise<Account | null> =>
    strapi.db.query(UIDS.account).findOne({ where: { email }, select: ['id', 'email'] });

  const tellOwner = async (account: Account, language: Locale) => {
    await getService(strapi, 'outbox').queueForAccount({ kind: 'account-exists', account, language, occasion: getService(strapi, 'clock').today() });
  };

  /** The part whose work depends on whether the address is known. */
  const createOrTell = async (request: SignUpRequest, language: Locale): Promise<void> => {
    const { password: _plain, ...data } = request;
    // Before the address is looked up, and for every address: the hash is the slow part, and the time must say nothing.
    const { password } = await strapi.plugin('users-permissions').service('user').ensureHashedPasswords({ password: request.password });
    const known = await accountOf(request.email);
    if (known) return tellOwner(known, language);

    const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
    const { email } = request;
    const account = { username: email, email, password, provider: 'local', confirmed: false, blocked: false, role: role.id };
    try {
      await transaction(strapi, async () => {
        const { id } = await strapi.db.query(UIDS.account).create({ data: account });
        await strapi.db.query(UIDS.registration).create({ data: { ...data, language, account: id } });
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      // Somebody signed up with this address a moment ago.
      const other = await accountOf(request.email);
      if (!other) throw error;
      await tellOwner(other, language);
    }
  };

  return {
    /**
     * Creates account and registration in one transaction. Where the address has an account already, nothing is
     * created and its owner gets a mail; the caller cannot tell the difference. Throws 400 for a library that is
     * unknown or inactive, for a minor without a guardian's agreement, for a filled honeypot and for a proof of work that is missing or wrong; 429 over a limit.
     */
    async signUp({ altcha, website, ...request }: SignUpRequest): Promise<void> {
      const language = currentLocale(strapi);
      const { honeypot } = strapi.plugin(PLUGIN_ID).config<PluginOptions['signUp']>('signUp');
      if (honeypot && website) throw invalid([{ field: 'website', code: 'leaveEmpty' }], language);
      getService(strapi, 'guardians').require({ given: request });
      const mediatheque = await getService(strapi, 'mediatheques').byDocumentId(request.mediatheque);
      if (!mediatheque?.active) throw invalid([{ field: 'mediatheque', code: 'unknownMediatheque' }], language);

      if (getService(strapi, 'proofOfWork').isRequired()) await getService(strapi, 'proofOfWork').use(altcha);
      await getService(strapi, 'limits').admit({ action: 'sign-up', address: request.email });

      await onTheBeat(() => createOrTell(request, language));
    },
  };
};
