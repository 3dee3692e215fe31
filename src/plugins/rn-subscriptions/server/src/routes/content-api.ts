const middlewares = ['plugin::rn-subscriptions.small-body'];

// An empty scope asks for no grant of the users-permissions screens; the action itself asks who is signed in.
const patron = { auth: { scope: [] as string[] }, middlewares };
const everyone = { auth: false, middlewares };

/** The website's routes, under /api/rn-subscriptions. */
export default {
  type: 'content-api',
  routes: [
    { method: 'GET', path: '/mediatheques', handler: 'mediatheques.find', config: everyone },
    { method: 'POST', path: '/registrations', handler: 'registrations.create', config: everyone },
    { method: 'GET', path: '/registrations/mine', handler: 'registrations.findMine', config: patron },
    { method: 'PUT', path: '/registrations/mine/:documentId', handler: 'registrations.updateMine', config: patron },
  ],
};
