import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { todayInParis } from '../../../shared/calendar-date';
import type { OwnDataRequest, OwnRegistration } from '../../../shared/contracts/public';
import { entitlement } from '../../../shared/entitlement';
import { answer, denialReason } from '../../../shared/messages';
import { statusOn } from '../../../shared/registration-state';
import { getService, UIDS } from '../utils';
import { currentLocale } from '../utils/problems';
import { publicMediatheque } from './mediatheques';
import type { StoredRegistration } from './registrations';

/** One odd row must not close the page: a library that is gone is named by its id. */
const goneMediatheque = (documentId: string) => ({ documentId, label: documentId, name: documentId, city: '', postalCode: null });

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** All people of an account, with what their subscription opens today, and whether the account's address is confirmed. */
  async mine(accountId: number): Promise<{ people: OwnRegistration[]; addressConfirmed: boolean }> {
    const today = todayInParis();
    const locale = currentLocale(strapi);
    const account = await strapi.db.query(UIDS.account).findOne({ where: { id: accountId }, select: ['confirmed'] });
    const addressConfirmed = Boolean(account?.confirmed);
    const rows: StoredRegistration[] = await strapi.db
      .query(UIDS.registration)
      .findMany({ where: { account: { id: accountId } }, orderBy: [{ id: 'asc' }] });
    const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(rows.map((row) => row.mediatheque));
    const people = rows.map((row): OwnRegistration => {
      const access = entitlement({ ...row, addressConfirmed }, today);
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
        mediatheque: publicMediatheque(mediatheques.get(row.mediatheque) ?? goneMediatheque(row.mediatheque)),
        access: access.open ? access : { ...access, message: denialReason(access.reason, locale) },
      };
    });
    return { people, addressConfirmed };
  },

  /** Changes own data while the request is pending. Throws 404 for anybody else's, 403 once it was decided, 429 for a move too many. */
  async changeMine(accountId: number, documentId: string, data: OwnDataRequest): Promise<OwnRegistration> {
    const locale = currentLocale(strapi);
    await strapi.db.transaction(async () => {
      const own = await strapi.db
        .query(UIDS.registration)
        .findOne({ where: { documentId, account: { id: accountId } }, select: ['id', 'state', 'mediatheque'] });
      if (!own) throw new errors.NotFoundError(answer('notFound', locale));
      if (own.state !== 'pending') throw new errors.PolicyError(answer('decided', locale));
      const moves = data.mediatheque !== undefined && data.mediatheque !== own.mediatheque;
      if (moves) await getService(strapi, 'limits').admitMove(documentId);
      const changed = await strapi.db.query(UIDS.registration).update({ where: { id: own.id, state: 'pending' }, data });
      // The library decided between the two.
      if (!changed) throw new errors.PolicyError(answer('decided', locale));
    });
    const { people } = await this.mine(accountId);
    return people.find((registration) => registration.documentId === documentId)!;
  },
});
