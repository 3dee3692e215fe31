import { factories } from '@strapi/strapi';

// Open to everybody, as a host may have it; the plugin has no say in that.
const open = { config: { auth: false as const } };

export default factories.createCoreRouter('api::thing.thing' as never, {
  config: { find: open.config, findOne: open.config, create: open.config },
});
