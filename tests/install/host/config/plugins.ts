import type { Core } from '@strapi/strapi';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  // As create-strapi-app writes it, but for `legacy`.
  'users-permissions': {
    config:
      env('SESSIONS', 'refresh') === 'refresh'
        ? { jwtManagement: 'refresh', sessions: { httpOnly: true } }
        : { jwtManagement: 'legacy-support', jwtSecret: env('JWT_SECRET') },
  },
  email: {
    config: {
      provider: 'nodemailer',
      providerOptions: { host: '127.0.0.1', port: env.int('SMTP_PORT') },
      settings: { defaultFrom: 'host@example.org', defaultReplyTo: 'host@example.org' },
    },
  },
  neighbour: { enabled: true, resolve: './src/plugins/neighbour' },
  // As the README of the plugin says it.
  'rn-subscriptions': {
    enabled: env.bool('SUBSCRIPTIONS', true),
    config: {
      networkName: 'Médiathèque départementale',
      networkEmail: 'network@example.org',
      stateFolder: env('STATE_FOLDER'),
    },
  },
});

export default config;
