export default {
  type: 'content-api',
  routes: [
    { method: 'GET', path: '/digital-resources', handler: 'digital-resource.find', config: { auth: false } },
    // An empty scope asks for no grant of the users-permissions screens; the action itself asks who is signed in.
    { method: 'POST', path: '/digital-resources/:documentId/open', handler: 'digital-resource.open', config: { auth: { scope: [] } } },
  ],
};
