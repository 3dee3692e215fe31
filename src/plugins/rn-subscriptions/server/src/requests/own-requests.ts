import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { isDedicated } from '../installation/dedicated';
import { isOwnPath } from '../utils/own-path';

type Middleware = (ctx: Context, next: Next) => unknown;

/** Whether a request is for the plugin. */
export const isOwnRequest = (strapi: Core.Strapi, { path }: Context): boolean =>
  isOwnPath(path, strapi.config.get<string>('api.rest.prefix', '/api'));

/** `middleware` as a guest runs it: for requests of the plugin's alone. Where `dedicated`, for every request. */
export const onOwnRequests = (strapi: Core.Strapi, middleware: Middleware): Middleware =>
  isDedicated(strapi) ? middleware : (ctx, next) => (isOwnRequest(strapi, ctx) ? middleware(ctx, next) : next());
