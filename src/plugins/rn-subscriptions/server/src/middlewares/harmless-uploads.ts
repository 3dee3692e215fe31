import path from 'node:path';
import type { Context, Next } from 'koa';
import { isImageType } from '../utils/image-type';

/** Nothing of the page runs, and it belongs to no site: as GitHub serves people's files. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
const SCRIPT = /(?:java|ecma|j|live)script/i;
/** It fetches whatever address somebody who may upload names, from within the network of this server, and publishes the answer. */
const FROM_ADDRESSES = /^\/upload\/actions\/upload-from-urls\/?$/i;

/** The path as the file is looked for: decoded, and with its dots resolved. */
const isUpload = (requested: string): boolean => {
  try {
    return path.posix
      .normalize(decodeURIComponent(requested).replaceAll('\\', '/'))
      .toLowerCase()
      .startsWith('/uploads/');
  } catch {
    return false;
  }
};

/**
 * Keeps files that somebody uploaded from acting as a part of this site, whatever they are and whenever they came: they are
 * opened in a sandbox, never guessed to be something else, downloaded unless they are an image, and no script of a page.
 * A file would otherwise run with the session of whoever opens its address in the panel.
 */
export const harmlessUploads = async (ctx: Context, next: Next): Promise<void> => {
  if (FROM_ADDRESSES.test(ctx.path)) {
    ctx.status = 404;
    return;
  }
  await next();
  if (!isUpload(ctx.path)) return;
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Security-Policy', POLICY);
  if (isImageType(ctx.type)) return;
  ctx.set('Content-Disposition', 'attachment');
  if (SCRIPT.test(ctx.type)) ctx.type = 'application/octet-stream';
};

/** For `config/middlewares` of a Strapi that serves more than this plugin: `plugin::rn-subscriptions.harmless-uploads`. */
export default () => harmlessUploads;
