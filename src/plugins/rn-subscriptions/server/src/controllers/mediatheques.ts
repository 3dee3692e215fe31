import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Context } from 'koa';
import type { MediathequesAnswer } from '../../../shared/contracts/public';
import { getService } from '../service';
import { currentLocale, parse } from '../requests/errors';

const query = z.strictObject({ search: z.string().max(100, 'tooLong').default('') });

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<MediathequesAnswer> {
    const { search } = parse(query, ctx.query, currentLocale(strapi));
    return { data: await getService(strapi, 'mediatheques').listActive(search) };
  },
});
