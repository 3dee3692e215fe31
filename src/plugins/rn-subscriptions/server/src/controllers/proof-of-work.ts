import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { getService } from '../service';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context) {
    const proofOfWork = getService(strapi, 'proofOfWork');
    ctx.set('Cache-Control', 'no-store');
    if (!proofOfWork.isRequired()) {
      ctx.status = 204;
      return;
    }
    // Bare, as ALTCHA's own widget reads it.
    ctx.body = await proofOfWork.challenge();
  },
});
