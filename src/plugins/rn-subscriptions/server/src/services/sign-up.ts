import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { todayInParis } from '../../../shared/calendar-date';
import type { OwnDataRequest, OwnRegistration, SignUpRequest } from '../../../shared/contracts/public';
import { entitlement } from '../../../shared/entitlement';
import { answer, denialReason, type Locale } from '../../../shared/messages';
import { statusOn } from '../../../shared/registration-state';
import { getService, UIDS } from '../utils';
import { currentLocale, invalid } from '../utils/problems';
import { isUniqueViolation } from '../utils/unique-violation';
import { publicMediatheque } from './mediatheques';
import type { StoredRegistration } from './registrations';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const accountOf = (email: string): Promise<{ id: number } | null> =>
    strapi.db.query(UIDS.account).findOne({ where: { email }, select: ['id'] });

  const tellOwner = async (accountId: number, language: Locale) =>
    getService(strapi, 'outbox').queueAccountExists({ accountId, language, day: todayInParis() });

  return {
    /**
     * Creates account and registration in one transaction. Where the address has an account already, nothing is
     * created and its owner gets a mail; the caller cannot tell the difference. Throws 400 for a library that is
     * unknown or inactive.
     */
    async signUp(request: SignUpRequest): Promise<void> {
      const language = currentLocale(strapi);
      const { password: _plain, ...data } = request;
      const mediatheque = await getService(strapi, 'mediatheques').byDocumentId(request.mediatheque);
      if (!mediatheque?.active) throw invalid([{ field: 'mediatheque', code: 'unknownMediatheque' }], language);

      // Before the address is looked up, and for every address: the hash is the slow part, and the time must say nothing.
      const { password } = await strapi.plugin('users-permissions').service('user').ensureHashedPasswords({ password: request.password });
      const known = await accountOf(request.email);
      if (known) return tellOwner(known.id, language);

      const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
      const { email } = request;
      const account = { username: email, email, password, provider: 'local', confirmed: true, blocked: false, role: role.id };
      try {
        await strapi.db.transaction(async () => {
          const { id } = await strapi.db.query(UIDS.account).create({ data: account });
          await strapi.db.query(UIDS.registration).create({ data: { ...data, language, account: id } });
        });
      } catch (error) {
        if (!isUniqueViolation(error)) throw error;
        // Somebody signed up with this address a moment ago.
        const other = await accountOf(request.email);
        if (!other) throw error;
        await tellOwner(other.id, language);
      }
    },

    /** All people of an account, with what their subscription opens today. */
    async mine(accountId: number): Promise<OwnRegistration[]> {
      const today = todayInParis();
      const locale = currentLocale(strapi);
      const rows: StoredRegistration[] = await strapi.db
        .query(UIDS.registration)
        .findMany({ where: { account: { id: accountId } }, orderBy: [{ id: 'asc' }] });
      const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(rows.map((row) => row.mediatheque));
      return rows.map((row) => {
        const access = entitlement(row, today);
        return {
          documentId: row.documentId,
          lastName: row.lastName,
          firstName: row.firstName,
          email: row.email,
          birthDate: row.birthDate,
          cardNumber: row.cardNumber,
          registeredOn: row.registeredOn,
          status: statusOn(row, today),
          validFrom: row.validFrom,
          expiresOn: row.expiresOn,
          mediatheque: publicMediatheque(mediatheques.get(row.mediatheque)!),
          access: access.open ? access : { ...access, message: denialReason(access.reason, locale) },
        };
      });
    },

    /** Changes own data while the request is pending. Throws 404 for anybody else's, 403 once it was decided. */
    async changeMine(accountId: number, documentId: string, data: OwnDataRequest): Promise<OwnRegistration> {
      const locale = currentLocale(strapi);
      await strapi.db.transaction(async () => {
        const own = await strapi.db
          .query(UIDS.registration)
          .findOne({ where: { documentId, account: { id: accountId } }, select: ['id', 'state'] });
        if (!own) throw new errors.NotFoundError(answer('notFound', locale));
        if (own.state !== 'pending') throw new errors.PolicyError(answer('decided', locale));
        await strapi.db.query(UIDS.registration).update({ where: { id: own.id, state: 'pending' }, data });
      });
      const all = await this.mine(accountId);
      return all.find((registration) => registration.documentId === documentId)!;
    },
  };
};
