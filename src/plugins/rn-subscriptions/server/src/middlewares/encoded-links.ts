import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { addressesIn } from '../installation/addresses';

/** What our own links hold; of anything else nothing is passed on, so that nobody is led elsewhere. */
const OTHERS = /[^\w?=&-]/g;

/**
 * Mail systems that rewrite links encode the `#` of the website's page, which then asks for a file that does not exist: they are led back to
 * the page. Where the website lies on another server, no request arrives here.
 */
export const encodedLinks =
  (strapi: Core.Strapi) =>
  async (ctx: Context, next: Next): Promise<void> => {
    const [, before, after] = /^(.*?)%23(.*)$/i.exec(ctx.path) ?? [];
    if (after === undefined || !['GET', 'HEAD'].includes(ctx.method)) return next();
    const { pathname } = new URL(addressesIn(strapi).websiteUrl);
    if (before !== pathname) return next();
    const fragment = `${after.replace(/%3f/gi, '?').replace(/%3d/gi, '=').replace(/%26/gi, '&')}${ctx.search}`;
    ctx.redirect(`${pathname}#${fragment.replace(OTHERS, '')}`);
  };
