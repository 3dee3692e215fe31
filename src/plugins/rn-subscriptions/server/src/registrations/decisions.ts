import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { answer } from '../../../shared/messages/answers';
import type { Detail, SaveAnswer, SaveRequest } from '../../../shared/contracts/admin';
import { dedupeKeyOf, versionAfter } from '../../../shared/registration-change';
import { transaction } from '../database/transaction';
import { getService } from '../service';
import { UIDS } from '../uids';
import { NotStoredError } from '../utils/database-failure';
import { ConflictError, currentLocale, invalid } from '../requests/errors';
import { lockRegistration, ofLocked } from './registration-lock';
import { WITH_ACCOUNT, type WithAccount } from './stored-registration';
import { inScope, type Scope } from './scopes';

/** Whether all of these values are what is stored; a text that is missing may be null or empty. */
const isContained = (data: Partial<Detail>, current: Detail): boolean =>
  (Object.keys(data) as (keyof Detail)[]).every((name) => (data[name] || null) === (current[name] || null));

/**
 * What a save has answered, or would have, where `current` came of this very request: its commit happened, the answer was lost, and
 * the browser tries again. Only for whoever wrote the last change, and if all that is asked for is stored; null otherwise.
 */
const answerAgain = async (
  strapi: Core.Strapi,
  { current, request }: { current: Detail; request: SaveRequest }
): Promise<SaveAnswer | null> => {
  const { version, refusalReason: _said, joinsAccount: _asked, ...data } = request;
  if (current.version !== versionAfter(version) || !isContained(data, current)) return null;
  const action = await getService(strapi, 'history').ownLastAction(current.documentId);
  return action && { data: current, meta: { decided: action === 'decided' } };
};

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Saves what a librarian changed, and with it the decision where the state or the date of validity changed. One
   * transaction: the row is read inside the scope, locked, at the version the window was opened with, and written
   * through the hooks. Throws 404 outside the scope, 409 ({@link ConflictError}) for another version, 400 for what the
   * rules refuse; nothing is written then. The same request once more, after a lost answer, gets that answer.
   */
  async save(scope: Scope, documentId: string, request: SaveRequest): Promise<SaveAnswer> {
    const { version, refusalReason, joinsAccount = false, ...data } = request;
    const locale = currentLocale(strapi);
    const reasons = getService(strapi, 'refusalReasons');
    const registrations = getService(strapi, 'registrations');
    const corrections = getService(strapi, 'addressCorrections');
    // The hook's `outbox.queueForChange` looks for the reason: it is kept before, by the key that the mail is going to have.
    const dedupeKey = dedupeKeyOf('refused', { documentId, version: versionAfter(version) });

    let keptReason = false;

    const write = async () => {
      const before = await lockRegistration(strapi, { $and: [inScope(scope), { documentId }] });
      if (!before) throw new errors.NotFoundError(answer('notFound', locale));
      if (before.version !== version)
        throw new ConflictError(await registrations.readDetail((await registrations.find(scope, documentId))!));

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
      const written: WithAccount = await strapi.db
        .query(UIDS.registration)
        .update({ ...ofLocked({ before, mediatheque }), data: { ...data, ...account }, populate: WITH_ACCOUNT });
      if (correction.kind === 'none') return { before, after: written, mediatheque, correction };
      await corrections.carryOut({ correction, before, after: written });
      return { before, after: (await registrations.find(scope, documentId))!, mediatheque, correction };
    };

    let written: Awaited<ReturnType<typeof write>>;
    try {
      written = await transaction(strapi, write);
    } catch (error) {
      const again = error instanceof ConflictError && (await answerAgain(strapi, { current: error.current, request }));
      if (again) return again;
      // Where the commit happened and its answer alone was lost, the mail is there and waits for its reason.
      const isInDoubt =
        error instanceof NotStoredError &&
        (await getService(strapi, 'outbox')
          .isQueued(dedupeKey)
          .catch(() => false));
      if (keptReason && !isInDoubt) reasons.forget(dedupeKey);
      throw error;
    }
    const { before, after, mediatheque, correction } = written;
    const decided = after.state !== before.state || after.validFrom !== before.validFrom;
    // An account that nobody is left on is gone.
    if (correction.kind === 'joins') await getService(strapi, 'erasure').cleanUp();
    return { data: await registrations.toDetail(after, mediatheque), meta: { decided } };
  },
});
