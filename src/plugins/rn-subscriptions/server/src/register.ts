import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../shared/permissions';
import { closeNativeLinks } from './strapi-seams/native-links';
import { extendAccounts } from './strapi-seams/accounts';
import { extendPasswordRecovery } from './strapi-seams/password-recovery';
import { steadyPanelSignIn } from './strapi-seams/panel-sign-in';
import { steadySignIn } from './strapi-seams/patrons-sign-in';
import { closeRoutes } from './strapi-seams/open-routes';
import { closeContentManager } from './strapi-seams/close-content-manager';
import { encodedLinks } from './middlewares/encoded-links';
import { harmlessUploads } from './middlewares/harmless-uploads';
import { mediaIds } from './strapi-seams/media-ids';
import { signInFirst } from './middlewares/sign-in-first';
import { noStore } from './middlewares/no-store';
import { guardRequests } from './strapi-seams/surround';
import { underWay } from './middlewares/under-way';
import { closeTypes } from './strapi-seams/close-types';
import { ignoreCutOffRequests } from './strapi-seams/cut-off-requests';

/** Before the database is read: what the plugin adds to content types, services and requests of others. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  extendAccounts(strapi);
  extendPasswordRecovery(strapi);
  closeNativeLinks(strapi);
  steadySignIn(strapi);

  guardRequests(strapi);
  strapi.server.use(underWay(strapi));
  strapi.server.use(noStore);
  strapi.server.use(signInFirst);
  strapi.server.use(encodedLinks(strapi));
  if (strapi.plugin(PLUGIN_ID).config<boolean>('dedicated')) {
    steadyPanelSignIn(strapi);
    ignoreCutOffRequests(strapi);
    strapi.server.use(harmlessUploads);
  }
  strapi.server.use(closeContentManager(strapi));
  strapi.server.use(mediaIds);
  closeRoutes(strapi);
  closeTypes(strapi);
};
