import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import type { ConfirmationAnswer } from '../../../shared/contracts/public';
import { answer } from '../../../shared/messages';
import { TOKEN } from '../accounts/mailed-link';
import { getService } from '../utils';
import { accountIdOf } from '../utils/patron';
import { currentLocale, parse } from '../utils/problems';

const confirmation = z.strictObject({ token: z.string().min(1, 'required').regex(TOKEN, 'goneLink') });

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async create(ctx: Context): Promise<ConfirmationAnswer> {
    const locale = currentLocale(strapi);
    const { token } = parse(confirmation, ctx.request.body, locale);
    await getService(strapi, 'limits').admit({ action: 'confirmation' });
    const done = await getService(strapi, 'addressConfirmations').confirm(token);
    return { data: { message: answer(done, locale) } };
  },

  async again(ctx: Context): Promise<ConfirmationAnswer> {
    const account = accountIdOf(ctx, strapi);
    const locale = currentLocale(strapi);
    await getService(strapi, 'limits').admit({ action: 'new-confirmation-link', address: String(account) });
    const isQueued = await getService(strapi, 'addressConfirmations').queueAgain(account, locale);
    return { data: { message: answer(isQueued ? 'confirmationSent' : 'addressConfirmed', locale) } };
  },
});
