'use strict';

/** Another plugin of the host: a route that is open, one that a signed-in user asks, one that takes any body. */
module.exports = {
  controllers: {
    neighbour: {
      hello: (ctx) => {
        ctx.body = { hello: ctx.query.name ?? 'nobody' };
      },
      echo: (ctx) => {
        ctx.body = { received: ctx.request.body };
      },
    },
  },
  routes: {
    'content-api': {
      type: 'content-api',
      routes: [
        { method: 'GET', path: '/hello', handler: 'neighbour.hello', config: { auth: false } },
        { method: 'GET', path: '/me', handler: (ctx) => void (ctx.body = { id: ctx.state.user.id }), config: {} },
        { method: 'POST', path: '/echo', handler: 'neighbour.echo', config: { auth: false } },
      ],
    },
  },
};
