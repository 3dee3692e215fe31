import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';
import { fileOf, readWebsite, websiteFolder, type WebsiteFile } from './files';
import { apiFromPage, noticesOf, pageOf, policyOf, takenPath } from './page';

/** Where the files are, below the page: a folder for each version, so that a browser keeps them for good and never mixes two. */
const VERSIONED = /^([0-9a-f]{16})\/(.+)$/;
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** Asked for each time; where it has not changed, nothing is sent. */
const ASKED_AGAIN = 'no-cache';
/** What the website shows besides the registrations: the host's own. */
const CATALOGUE = 'api::digital-resource.digital-resource';

/**
 * Serves the website's pages, below the option `website.path`, unless they are switched off. Called in `register`; throws where something
 * else is at that path, or where the plugin was not built.
 */
export const serveWebsite = (strapi: Core.Strapi): void => {
  const option = <T>(name: string) => strapi.plugin(PLUGIN_ID).config<T>(name);
  const { enabled, path, styleSheet, notices } = option<Settings['website']>('website');
  if (!enabled) return;

  const prefix = strapi.config.get<string>('api.rest.prefix').replace(/\/+$/, '');
  const taken = takenPath({ path, used: [strapi.config.get<string>('admin.path'), prefix, '/uploads', '/_health'] });
  if (taken)
    throw new Error(
      `rn-subscriptions, config/plugins: the website cannot be at ${path}, as this server has something else at ${taken}. Choose another path for option website.path.`
    );
  const { files, version } = readWebsite(websiteFolder());
  const page = pageOf({
    template: files.get('index.html')!.content.toString(),
    folder: version,
    styleSheet,
    settings: {
      api: apiFromPage({ path, prefix }),
      networkName: option<string>('networkName'),
      hasCatalogue: CATALOGUE in strapi.contentTypes,
      notices: noticesOf(notices),
    },
  });
  files.set('index.html', fileOf(Buffer.from(page), '.html'));
  const policy = policyOf(styleSheet);

  const send = (ctx: Context, { content, type, etag }: WebsiteFile, caching: string) => {
    ctx.set('Cache-Control', caching);
    ctx.set('Content-Security-Policy', policy);
    ctx.set('Referrer-Policy', 'no-referrer');
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('ETag', etag);
    ctx.status = 200;
    if (ctx.fresh) ctx.status = 304;
    else {
      ctx.type = type;
      ctx.body = content;
    }
  };

  const handler = (ctx: Context) => {
    const rest = ctx.path.slice(path.length);
    // Relative, as a proxy may serve it below a path of its own; what stands after a `#` comes along.
    if (rest === '') return ctx.redirect(`${path.slice(path.lastIndexOf('/') + 1)}/${ctx.search}`);
    const [, asked, name] = VERSIONED.exec(rest.slice(1)) ?? [null, null, rest.slice(1) || 'index.html'];
    const file = files.get(name);
    // Nothing is said here of what does not exist: the host's answer to it is.
    if (file) send(ctx, file, asked === version ? FOR_GOOD : ASKED_AGAIN);
  };
  const config = { auth: false as const };
  strapi.server.routes([
    { method: 'GET', path, handler, config },
    { method: 'GET', path: `${path}/(.*)`, handler, config },
  ] as never);
};
