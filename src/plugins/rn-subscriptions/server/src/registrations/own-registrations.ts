import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { AskedPerson, OwnRegistration } from '../../../shared/contracts/public';
import type { Belongs, OwnDataRequest, PersonRequest } from '../../../shared/contracts/public-requests';
import { entitlement } from '../../../shared/entitlement';
import { answer } from '../../../shared/messages/answers';
import { denialReason } from '../../../shared/messages/denials';
import { personOf } from '../../../shared/person-fields';
import { statusOn } from '../../../shared/registration-state';
import { MOST_REGISTRATIONS } from '../../../shared/limits';
import { transaction } from '../database/transaction';
import { getService } from '../service';
import { UIDS } from '../uids';
import { gone } from '../requests/patron';
import { currentLocale, ImpossibleError } from '../requests/errors';
import { lockAccounts } from '../accounts/account-lock';
import { lockRegistration, ofLocked } from './registration-lock';
import { guardianOf } from './guardians';
import { publicMediatheque } from '../mediatheques/mediatheques';

/** One odd row must not close the page: a library that is gone is named by its id. */
const goneMediatheque = (documentId: string) => ({
  documentId,
  label: documentId,
  name: documentId,
  city: '',
  postalCode: null,
});

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * All people of an account, with what their subscription opens today, whether the account's address is confirmed, which one it moves
   * to, whether it is the site's, and who was asked for at it. Nobody while the address is not confirmed: whoever is signed in has not proved to read its mails.
   */
  async mine(accountId: number): Promise<{
    people: OwnRegistration[];
    addressConfirmed: boolean;
    newAddress: string | null;
    accountStays: boolean;
    asked: AskedPerson[];
  }> {
    const today = getService(strapi, 'clock').today();
    const locale = currentLocale(strapi);
    const {
      addressConfirmed,
      newAddress,
      accountStays,
      documentId: account,
    } = await getService(strapi, 'accountLinks').addressOf(accountId);
    if (!addressConfirmed) return { people: [], addressConfirmed, newAddress, accountStays, asked: [] };
    const rows = await getService(strapi, 'accountLinks').peopleOf(accountId);
    const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(rows.map((row) => row.mediatheque));
    const people = rows.map((row): OwnRegistration => {
      const access = entitlement({ ...row, addressConfirmed }, today);
      return {
        ...personOf(row),
        documentId: row.documentId,
        guardian: guardianOf(row),
        registeredOn: row.registeredOn,
        status: statusOn(row, today),
        validFrom: row.validFrom,
        expiresOn: row.expiresOn,
        mediatheque: publicMediatheque(mediatheques.get(row.mediatheque) ?? goneMediatheque(row.mediatheque)),
        access: access.open ? access : { ...access, message: denialReason(access.reason, locale) },
      };
    });
    const asked = await getService(strapi, 'askedPeople').of(account);
    return { people, addressConfirmed, newAddress, accountStays, asked };
  },

  /**
   * Adds a person to the account, at the account's address: a registration of its own, with mails of its own. Throws 400
   * for a minor without a guardian's agreement, 429 over a limit, {@link ImpossibleError} where the account is full or
   * the person is at that library already.
   */
  async addMine(accountId: number, data: PersonRequest): Promise<OwnRegistration> {
    const locale = currentLocale(strapi);
    getService(strapi, 'guardians').require({ given: data });
    const asking = await strapi.db.query(UIDS.account).findOne({ where: { id: accountId }, select: ['email'] });
    if (!asking) throw gone(strapi);
    await getService(strapi, 'limits').admit({ action: 'add-person', address: asking.email });

    const added: { documentId: string } = await transaction(strapi, async () => {
      // Locked, so that two additions at once are counted one after the other.
      const [account] = await lockAccounts(strapi, { id: accountId });
      if (!account) throw gone(strapi);
      const { id, email } = account;
      const people = await getService(strapi, 'accountLinks').peopleOf(id);
      if (getService(strapi, 'host').isThereAlready(people, data)) throw new ImpossibleError('alreadyThere');
      if (people.length >= MOST_REGISTRATIONS) throw new ImpossibleError('fullAccount');
      return strapi.db.query(UIDS.registration).create({ data: { ...data, email, language: locale, account: id } });
    });
    const { people } = await this.mine(accountId);
    return people.find(({ documentId }) => documentId === added.documentId)!;
  },

  /**
   * What the account's owner says of somebody (documentId) who was asked for at its address: `family` adds them, `unknown` forgets
   * them. Returns the registration, or null. Throws 404 for anybody else's, and what {@link addMine} throws: then nothing is decided.
   */
  async decideAsked({
    accountId,
    documentId,
    belongs,
  }: {
    accountId: number;
    documentId: string;
    belongs: Belongs;
  }): Promise<OwnRegistration | null> {
    const { documentId: account } = await getService(strapi, 'accountLinks').addressOf(accountId);
    return transaction(strapi, async () => {
      // First, as whoever erases it does.
      await lockAccounts(strapi, { id: accountId });
      const person = await getService(strapi, 'askedPeople').take({ account, documentId });
      if (!person) throw new errors.NotFoundError(answer('notFound', currentLocale(strapi)));
      if (belongs === 'unknown') return null;
      const mediatheque = await getService(strapi, 'mediatheques').byDocumentId(person.mediatheque);
      if (!mediatheque?.active) throw new ImpossibleError('closedMediatheque');
      return this.addMine(accountId, getService(strapi, 'guardians').asNeeded(person));
    });
  },

  /** Changes own data while the request is pending. Throws 404 for anybody else's, 403 once it was decided, 400 for a minor without a guardian's agreement, 429 for a move too many. */
  async changeMine(accountId: number, documentId: string, data: OwnDataRequest): Promise<OwnRegistration> {
    const locale = currentLocale(strapi);
    await transaction(strapi, async () => {
      const found = await strapi.db
        .query(UIDS.registration)
        .findOne({ where: { documentId, account: { id: accountId } }, select: ['id'] });
      if (!found) throw new errors.NotFoundError(answer('notFound', locale));
      // Two corrections at once must not leave a minor without an agreement, nor one change what the library decides.
      const own = await lockRegistration(strapi, { id: found.id });
      if (!own) throw new errors.NotFoundError(answer('notFound', locale));
      if (own.state !== 'pending') throw new errors.PolicyError(answer('decided', locale));
      getService(strapi, 'guardians').require({ given: data, held: own });
      const moves = data.mediatheque !== undefined && data.mediatheque !== own.mediatheque;
      if (moves) await getService(strapi, 'limits').admitMove(documentId);
      await strapi.db.query(UIDS.registration).update({ ...ofLocked({ before: own }), data });
    });
    const { people } = await this.mine(accountId);
    return people.find((registration) => registration.documentId === documentId)!;
  },
});
