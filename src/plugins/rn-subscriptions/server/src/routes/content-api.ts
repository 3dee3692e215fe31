import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { PLUGIN_ID } from '../../../shared/permissions';

const middlewares = ['plugin::rn-subscriptions.small-body'];

/** The website's routes, under /api/rn-subscriptions. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  // A handler that is named by a string needs a grant of the users-permissions screens; a function needs somebody
  // signed in, no more: a patron's own data are not a right that somebody has to remember to hand out.
  const signedIn = (controller: string, action: string) => ({
    handler: (ctx: Context) =>
      strapi
        .plugin(PLUGIN_ID)
        .controller(controller)
        [action](ctx, async () => {}),
    config: { middlewares },
  });
  const everyone = { auth: false as const, middlewares };

  return {
    type: 'content-api' as const,
    routes: [
      { method: 'GET', path: '/health', handler: 'health.find', config: { auth: false as const } },
      { method: 'GET', path: '/mediatheques', handler: 'mediatheques.find', config: everyone },
      { method: 'GET', path: '/proof-of-work', handler: 'proof-of-work.find', config: everyone },
      { method: 'GET', path: '/sign-up-terms', handler: 'sign-up-terms.find', config: everyone },
      { method: 'POST', path: '/registrations', handler: 'registrations.create', config: everyone },
      { method: 'GET', path: '/registrations/mine', ...signedIn('registrations', 'findMine') },
      { method: 'POST', path: '/registrations/mine', ...signedIn('registrations', 'addMine') },
      { method: 'PUT', path: '/registrations/mine/:documentId', ...signedIn('registrations', 'updateMine') },
      { method: 'POST', path: '/account-links', ...signedIn('account-links', 'again') },
      { method: 'POST', path: '/account-links/read', handler: 'account-links.read', config: everyone },
      { method: 'POST', path: '/account-links/open', handler: 'account-links.open', config: everyone },
      { method: 'POST', path: '/asked-people/:documentId', ...signedIn('asked-people', 'decide') },
      { method: 'GET', path: '/account/export', ...signedIn('account', 'export') },
      { method: 'POST', path: '/account/sign-out-everywhere', ...signedIn('account', 'signOutEverywhere') },
      { method: 'DELETE', path: '/account', ...signedIn('account', 'erase') },
    ],
  };
};
