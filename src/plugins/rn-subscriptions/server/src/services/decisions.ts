import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { answer } from '../../../shared/messages';
import type { SaveAnswer, SaveRequest } from '../../../shared/contracts/admin';
import { dedupeKeyOf } from '../../../shared/registration-change';
import { transaction } from '../database/transaction';
import { getService, UIDS } from '../utils';
import { ConflictError, currentLocale, invalid } from '../utils/problems';
import { lockRegistration, withLocked } from '../utils/registration-lock';
import { WITH_ACCOUNT, type WithAccount } from './registrations';
import { inScope, type Scope } from './scopes';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Saves what a librarian changed, and with it the decision where the state or the date of validity changed. One
   * transaction: the row is read inside the scope, locked, at the version the window was opened with, and written
   * through the hooks. Throws 404 outside the scope, 409 ({@link ConflictError}) for another version, 400 for what the
   * rules refuse; nothing is written then.
   */
  async save(scope: Scope, documentId: string, request: SaveRequest): Promise<SaveAnswer> {
    const { version, refusalReason, joinsAccount = false, ...data } = request;
    const locale = currentLocale(strapi);
    const reasons = getService(strapi, 'reasons');
    const registrations = getService(strapi, 'registrations');
    const corrections = getService(strapi, 'addressCorrections');
    const dedupeKey = dedupeKeyOf('refused', { documentId, version: version + 1 });

    let keptReason = false;

    const write = async () => {
      const before = await lockRegistration(strapi, { $and: [inScope(scope), { documentId }] });
      if (!before) throw new errors.NotFoundError(answer('notFound', locale));
      if (before.version !== version) throw new ConflictError(await registrations.window((await registrations.find(scope, documentId))!));

      if (refusalReason) {
        if (data.state !== 'refused' || before.state === 'refused') {
          throw invalid([{ field: 'refusalReason', code: 'notADecision' }], locale);
        }
        reasons.keep(dedupeKey, refusalReason);
        keptReason = true;
      }
      const mediatheque = await getService(strapi, 'mediatheques').byDocumentId(before.mediatheque);
      const correction = await corrections.plan({ before, data, joins: joinsAccount });
      const account = correction.kind === 'joins' ? { account: correction.account } : {};
      const written: WithAccount = await withLocked({ before, mediatheque }, () =>
        strapi.db.query(UIDS.registration).update({ where: { id: before.id }, data: { ...data, ...account }, populate: WITH_ACCOUNT })
      );
      if (correction.kind === 'none') return { before, after: written, mediatheque, correction };
      await corrections.carryOut({ correction, before, after: written });
      return { before, after: (await registrations.find(scope, documentId))!, mediatheque, correction };
    };

    const { before, after, mediatheque, correction } = await transaction(strapi, write).catch((error) => {
      if (keptReason) reasons.forget(dedupeKey);
      throw error;
    });
    const decided = after.state !== before.state || after.validFrom !== before.validFrom;
    // An account that nobody is left on is gone.
    if (correction.kind === 'joins') await getService(strapi, 'erasure').cleanUp();
    return { data: await registrations.detail(after, mediatheque), meta: { decided } };
  },
});
