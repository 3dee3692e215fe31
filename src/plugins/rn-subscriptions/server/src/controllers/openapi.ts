import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { openapiDocument } from '../routes/openapi';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const document = JSON.stringify(openapiDocument({ prefix: strapi.config.get<string>('api.rest.prefix', '/api') }));

  return {
    async find(ctx: Context) {
      ctx.type = 'application/json; charset=utf-8';
      ctx.body = document;
    },
  };
};
