import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { accountEntitlement } from '../../../shared/entitlement';
import { denialReason } from '../../../shared/messages/denials';
import type { Standing } from '../../../shared/registration-state';
import type { Entitlements } from '../public-api';
import { getService } from '../service';
import { UIDS } from '../uids';
import { currentLocale } from '../requests/errors';

export default ({ strapi }: { strapi: Core.Strapi }): Entitlements => ({
  async ofAccount(accountId) {
    const { addressConfirmed } = await getService(strapi, 'accountLinks').addressOf(accountId);
    const registrations: Standing[] = await strapi.db
      .query(UIDS.registration)
      .findMany({ where: { account: { id: accountId } }, select: ['state', 'expiresOn'] });
    return accountEntitlement(
      registrations.map((registration) => ({ ...registration, addressConfirmed })),
      getService(strapi, 'clock').today()
    );
  },

  async require(accountId) {
    const access = await this.ofAccount(accountId);
    if (access.open) return;
    // A PolicyError: the only 403 whose message and details Strapi lets through to the reader.
    throw new errors.PolicyError(denialReason(access.reason, currentLocale(strapi)), { reason: access.reason });
  },
});
