import type { Core } from '@strapi/strapi';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Server => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  url: env('PUBLIC_URL', ''),
  proxy: { koa: env.int('PROXY_COUNT', 0) > 0 },
  app: { keys: env.array('APP_KEYS', []) },
  // Doors that show whatever content type there is, to who holds a token: closed until somebody needs one.
  transfer: { remote: { enabled: env.bool('REMOTE_TRANSFER', false) } },
  mcp: { enabled: env.bool('MCP', false) },
  // Hosts that publish no usage figures: patrons' and librarians' browsers talk to this server only.
  logger: { updates: { enabled: false }, startup: { enabled: env.bool('STARTUP_BANNER', false) } },
});

export default config;
