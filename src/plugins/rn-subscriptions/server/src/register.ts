import type { Core } from '@strapi/strapi';
import { passPreflight } from './installation/preflight/preflight';
import { extendAccounts } from './strapi-seams/accounts';
import { extendAuth } from './strapi-seams/auth-actions';
import { steadyPanelSignIn } from './strapi-seams/panel-sign-in';
import { closeRoutes } from './strapi-seams/open-routes';
import { closeContentManager } from './strapi-seams/close-content-manager';
import { encodedLinks } from './middlewares/encoded-links';
import { isDedicated } from './installation/dedicated';
import { onOwnRequests } from './requests/own-requests';
import { harmlessUploads } from './middlewares/harmless-uploads';
import { mediaIds } from './strapi-seams/media-ids';
import { signInFirst } from './middlewares/sign-in-first';
import { noStore } from './middlewares/no-store';
import { guardRequests } from './strapi-seams/surround';
import { underWay } from './middlewares/under-way';
import { closeTypes } from './strapi-seams/close-types';
import { serveWebsite } from './website/serve-website';
import { ignoreCutOffRequests } from './strapi-seams/cut-off-requests';

/**
 * Before the database is written: whether it may be, and what the plugin adds to content types, services and requests of others. What looks at more than its own
 * stands behind `dedicated`; docs/global-effects.md says what a host gets.
 */
export default async ({ strapi }: { strapi: Core.Strapi }) => {
  await passPreflight(strapi);
  extendAccounts(strapi);
  extendAuth(strapi);

  guardRequests(strapi);
  strapi.server.use(underWay(strapi));
  strapi.server.use(onOwnRequests(strapi, noStore) as typeof noStore);
  strapi.server.use(signInFirst);
  strapi.server.use(encodedLinks(strapi));
  strapi.server.use(closeContentManager(strapi));
  closeTypes(strapi);
  serveWebsite(strapi);
  if (!isDedicated(strapi)) return;
  steadyPanelSignIn(strapi);
  ignoreCutOffRequests(strapi);
  strapi.server.use(harmlessUploads);
  strapi.server.use(mediaIds);
  closeRoutes(strapi);
};
