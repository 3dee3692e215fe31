import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { accountEntitlement, type Entitlement } from '../../../shared/entitlement';
import { denialReason } from '../../../shared/messages/denials';
import type { Standing } from '../../../shared/registration-state';
import { getService } from '../service';
import { UIDS } from '../uids';
import { currentLocale } from '../requests/errors';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Whether the account with this id opens the resources today, and if not, why. */
  async ofAccount(accountId: number): Promise<Entitlement> {
    const { addressConfirmed } = await getService(strapi, 'accountLinks').addressOf(accountId);
    const registrations: Standing[] = await strapi.db
      .query(UIDS.registration)
      .findMany({ where: { account: { id: accountId } }, select: ['state', 'expiresOn'] });
    return accountEntitlement(
      registrations.map((registration) => ({ ...registration, addressConfirmed })),
      getService(strapi, 'clock').today()
    );
  },

  /** Returns where the account opens the resources today; else throws a 403 with the reason code and its sentence. */
  async require(accountId: number): Promise<void> {
    const access = await this.ofAccount(accountId);
    if (access.open) return;
    // A PolicyError: the only 403 whose message and details Strapi lets through to the reader.
    throw new errors.PolicyError(denialReason(access.reason, currentLocale(strapi)), { reason: access.reason });
  },
});
