import type { Core } from '@strapi/strapi';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Middlewares => [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  // Version 0.1.0 does not start without it.
  ...(env.bool('HARMLESS_UPLOADS', false) ? ['plugin::rn-subscriptions.harmless-uploads'] : []),
  'strapi::public',
];

export default config;
