import { setTimeout } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { ALTCHA } from '../../../shared/contracts/public-requests';
import type { Locale } from '../../../shared/messages/locale';
import { PASSWORD, PERSON } from '../../../shared/person';
import { getService } from '../service';
import { codeOf } from '../utils/error-code';
import { accountIdOf } from '../requests/patron';
import { currentLocale, parse } from '../requests/errors';
import { requireOwnPassword } from '../accounts/own-password';
import { isPatronsByMaking } from '../accounts/patrons-account';
import { isDedicated } from '../installation/dedicated';
import { signsInByDatabaseClock } from './accounts';
import { answerAsOfNobody, findAccount, type Action, type AuthController, type NamedAccount } from './auth-controller';

const forgotten = z.strictObject({ email: PERSON.email, altcha: ALTCHA });

/** Between which times after the request a link is queued that was asked for. */
const [EARLIEST_MS, LATEST_MS] = [500, 5_000];

/** Compared with the new password, in the same form of its letters. */
const SAME = z
  .string()
  .min(1, 'required')
  .transform((password) => password.normalize('NFC'));

const changed = z.looseObject({
  password: PASSWORD,
  currentPassword: SAME.optional(),
  passwordConfirmation: SAME.optional(),
});

/** Only a known address is written and mailed, which takes time: at a moment that is drawn, so that neither this answer nor the next tells. */
const queueLinkLater = (
  strapi: Core.Strapi,
  asked: { email: string; language: Locale; isKnownHere: boolean }
): void => {
  const queued = setTimeout(EARLIEST_MS + Math.random() * (LATEST_MS - EARLIEST_MS), null, { ref: false })
    .then(() => getService(strapi, 'linkRequests').queueFor(asked))
    .catch((error) =>
      strapi.log.error(`rn-subscriptions: a mail with an account link was not queued (${codeOf(error)})`)
    );
  getService(strapi, 'underWay').add(queued);
};

/**
 * As a guest: `action` of users-permissions, which mails a link of the host's to the address that a request names, where it is no patron's. A
 * patron is mailed the account link, and answered as an address that nobody has, after as much work.
 */
export const mailingPatrons =
  (strapi: Core.Strapi, action: Action): Action =>
  async (ctx) => {
    const { email } = (ctx.request.body ?? {}) as { email?: unknown };
    if (typeof email !== 'string') return action(ctx);
    const account = await findAccount(strapi, { email: email.toLowerCase() });
    if (account && !isPatronsByMaking(strapi, account)) return action(ctx);
    const isKnownHere = await getService(strapi, 'limits').isKnownHere({ door: 'patron', identifier: email });
    if (!account) return action(ctx);
    await answerAsOfNobody(ctx, action);
    queueLinkLater(strapi, { email: account.email, language: currentLocale(strapi), isKnownHere });
  };

/**
 * « mot de passe oublié » mails an account link, and its answer tells nothing of the address. Where `dedicated`, within limits and for a proof
 * of work; as a guest a patron's address is answered by users-permissions as one that nobody has, and that of a host's account as ever.
 */
export const forgotPassword = (strapi: Core.Strapi, auth: AuthController): Action => {
  if (isDedicated(strapi))
    return async (ctx) => {
      const language = currentLocale(strapi);
      const { email, altcha } = parse(forgotten, ctx.request.body, language);
      if (getService(strapi, 'proofOfWork').isRequired()) await getService(strapi, 'proofOfWork').use(altcha);
      await getService(strapi, 'limits').admit({ action: 'forgotten-password', address: email });
      const isKnownHere = await getService(strapi, 'limits').isKnownHere({ door: 'patron', identifier: email });
      queueLinkLater(strapi, { email, language, isKnownHere });
      ctx.body = { ok: true };
    };
  const askedAsGuest = mailingPatrons(strapi, auth.forgotPassword);
  return async (ctx) => {
    // The website's page brings one, which users-permissions would refuse.
    const { altcha: _ours, ...given } = (ctx.request.body ?? {}) as Record<string, unknown>;
    ctx.request.body = given;
    return askedAsGuest(ctx);
  };
};

/** A patron's changed password follows the rules of a new one, said by field in the reader's language. */
export const changePassword = (strapi: Core.Strapi, auth: AuthController): Action => {
  return async (ctx) => {
    const account = ctx.state.user as NamedAccount | undefined;
    if (account) await signsInByDatabaseClock(strapi, { ctx, account });
    if (!isDedicated(strapi) && !account?.madeBySubscriptions) return auth.changePassword(ctx);
    const request = parse(changed, ctx.request.body, currentLocale(strapi));
    if (account) await requireOwnPassword(strapi, { password: request.password, account: accountIdOf(ctx, strapi) });
    ctx.request.body = request;
    return auth.changePassword(ctx);
  };
};
