import type { Core } from '@strapi/strapi';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Admin => ({
  auth: {
    secret: env('ADMIN_JWT_SECRET', ''),
    sessions: { maxRefreshTokenLifespan: 30 * 24 * 3600, maxSessionLifespan: 7 * 24 * 3600 },
  },
  // Counted in one process's memory; the plugin counts for all servers, and by account.
  rateLimit: { enabled: false },
  apiToken: { salt: env('API_TOKEN_SALT', '') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT', '') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY', '') },
  // Librarians come for their patrons: no surveys, no promotion of paid editions.
  flags: { nps: false, promoteEE: false, docLinks: false },
  watchIgnoreFiles: ['**/.tmp/**', '**/data/**', '**/tests/**'],
});

export default config;
