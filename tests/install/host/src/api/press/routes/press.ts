export default {
  routes: [{ method: 'GET', path: '/press/open', handler: 'press.open', config: { auth: { scope: [] } } }],
};
