export default {
  routes: [
    {
      method: 'GET',
      path: '/press/open',
      // A function, and so open to whoever is signed in: no grant has to be ticked.
      handler: (ctx: unknown) => strapi.controller('api::press.press').open(ctx as never, async () => {}),
      config: {},
    },
  ],
};
