import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { MediathequesAnswer } from '../../../shared/contracts/public';
import { MEDIATHEQUE_SEARCH } from '../../../shared/contracts/public-requests';
import { getService } from '../service';
import { currentLocale, parse } from '../requests/errors';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<MediathequesAnswer> {
    const { search } = parse(MEDIATHEQUE_SEARCH, ctx.query, currentLocale(strapi));
    return { data: await getService(strapi, 'mediatheques').listActive(search) };
  },
});
