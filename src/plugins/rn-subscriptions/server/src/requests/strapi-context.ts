import type { Context } from 'koa';

/** What Strapi adds to Koa's context: an answer with a status, by its name. */
export type StrapiContext = Context & { unsupportedMediaType: (message: string) => void };
