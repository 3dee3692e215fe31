import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { PLUGIN_ID } from '../../../shared/permissions';

/** What our own links hold; of anything else nothing is passed on, so that nobody is led elsewhere. */
const OTHERS = /[^\w?=&-]/g;

/**
 * Mail systems that rewrite links encode the `#` of the website's page, which then asks for a file that does not exist: they are led back to
 * the page. Where the website lies on another server, no request arrives here.
 */
export const encodedLinks = (strapi: Core.Strapi) => {
  const { pathname } = new URL(strapi.plugin(PLUGIN_ID).config<string>('websiteUrl'));
  return async (ctx: Context, next: Next): Promise<void> => {
    const rest = ctx.path.startsWith(pathname) ? /^%23(.*)$/i.exec(ctx.path.slice(pathname.length))?.[1] : undefined;
    if (rest === undefined || !['GET', 'HEAD'].includes(ctx.method)) return next();
    const fragment = `${rest.replace(/%3f/gi, '?').replace(/%3d/gi, '=').replace(/%26/gi, '&')}${ctx.search}`;
    ctx.redirect(`${pathname}#${fragment.replace(OTHERS, '')}`);
  };
};
