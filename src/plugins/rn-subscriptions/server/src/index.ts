import bootstrap from './bootstrap';
import config from './config';
import contentTypes from './content-types';
import controllers from './controllers';
import destroy from './destroy';
import middlewares from './middlewares';
import register from './register';
import routes from './routes';
import services from './services';

export type { PluginOptions } from './config/options';
export type * from './public-api';

/** What Strapi loads, by names of its own. Not typed further: a host would be shown every service as if it were for them. */
const plugin: Record<string, unknown> = {
  register,
  bootstrap,
  destroy,
  config,
  contentTypes,
  controllers,
  middlewares,
  routes,
  services,
};

export default plugin;
