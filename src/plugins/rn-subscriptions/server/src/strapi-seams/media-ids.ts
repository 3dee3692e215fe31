import type { Context, Next } from 'koa';

/** `/upload/files/<id>` and `/upload/folders/<id>`, of the panel and of the API. */
const MEDIA = /^\/(?:api\/)?upload\/(?:files|folders)\/([^/]+)/i;
/** What of the rest of the address is no id. */
const NO_IDS = ['page'];
const LARGEST_ID = 2 ** 31 - 1;

/**
 * Answers 404 for a file or a folder whose id is no number. PostgreSQL throws at such an id, and a folder's update throws
 * it where nobody catches it: one request of somebody who may upload would end the process.
 */
export const mediaIds = (ctx: Context, next: Next) => {
  const [, id] = MEDIA.exec(ctx.path) ?? [];
  if (!id || NO_IDS.includes(id) || (/^\d{1,10}$/.test(id) && Number(id) <= LARGEST_ID)) return next();
  ctx.status = 404;
  return undefined;
};
