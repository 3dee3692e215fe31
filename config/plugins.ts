import type { Core } from '@strapi/strapi';
import type { PluginOptions } from 'strapi-plugin-rn-subscriptions/strapi-server';
import { IMAGE_TYPES, LARGEST_FILE } from '../src/uploads';

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Plugin => ({
  'rn-subscriptions': {
    enabled: true,
    resolve: './src/plugins/rn-subscriptions',
    config: {
      subscriptionMonths: env.int('SUBSCRIPTION_MONTHS', 12),
      minorAge: env.int('MINOR_AGE', 15),
      timeZone: env('TIME_ZONE', 'Europe/Paris'),
      adminUrl: env('ADMIN_URL', ''),
      websiteUrl: env('WEBSITE_URL', ''),
      website: {
        enabled: env.bool('WEBSITE_ENABLED', true),
        path: env('WEBSITE_PATH', '/inscription'),
        styleSheet: env('WEBSITE_STYLE_SHEET', ''),
        notices: {
          accessibility: env('WEBSITE_ACCESSIBILITY', ''),
          legal: env('WEBSITE_LEGAL_NOTICE', ''),
          privacy: env('WEBSITE_PRIVACY', ''),
        },
      },
      networkName: env('NETWORK_NAME', 'Médiathèque départementale de l’Oise'),
      networkEmail: env('NETWORK_EMAIL', ''),
      // What many relays allow is counted by the minute, for each process.
      mails: { atOnce: env.int('SMTP_CONNECTIONS', 4), perMinute: env.int('SMTP_MAILS_PER_MINUTE', 0) },
      signUp: { proofOfWork: env.bool('SIGN_UP_PROOF_OF_WORK', true), honeypot: env.bool('SIGN_UP_HONEYPOT', true) },
      limits: {
        requestsPerClient: env.int('REQUESTS_PER_CLIENT', 60),
        requestsPerAddress: env.int('REQUESTS_PER_ADDRESS', 8),
        signInsPerClient: env.int('SIGN_INS_PER_CLIENT', 120),
        mailsPerAddress: env.int('MAILS_PER_ADDRESS', 8),
        movesPerRegistration: env.int('MOVES_PER_REGISTRATION', 3),
      },
      retention: {
        unconfirmedDays: env.int('RETENTION_UNCONFIRMED_DAYS', 30),
        refusedMonths: env.int('RETENTION_REFUSED_MONTHS', 6),
        expiredMonths: env.int('RETENTION_EXPIRED_MONTHS', 12),
        noticeDays: env.int('RETENTION_NOTICE_DAYS', 30),
      },
      stateFolder: env('STATE_FOLDER', 'data/rn-subscriptions'),
      holdMails: env.bool('HOLD_MAILS', false),
      healthToken: env('HEALTH_TOKEN', ''),
      erasureLedger: env('ERASURE_LEDGER', ''),
      // This Strapi serves nothing else.
      dedicated: true,
    } satisfies PluginOptions,
  },
  upload: { config: { sizeLimit: LARGEST_FILE, security: { allowedTypes: IMAGE_TYPES } } },
  'users-permissions': {
    config: {
      jwtSecret: env('JWT_SECRET', ''),
      jwt: { expiresIn: '7d' },
      register: { allowedFields: [] },
      // Counted in one process's memory and for the client's address alone; the plugin counts for all servers, and by account.
      ratelimit: { enabled: false },
    },
  },
  email: {
    config: {
      provider: '@strapi/provider-email-nodemailer',
      providerOptions: {
        host: env('SMTP_HOST', '127.0.0.1'),
        port: env.int('SMTP_PORT', 1025),
        secure: env.bool('SMTP_SECURE', false),
        ...(env.bool('SMTP_REQUIRE_TLS', false) ? { requireTLS: true } : {}),
        ...(env('SMTP_USERNAME') ? { auth: { user: env('SMTP_USERNAME'), pass: env('SMTP_PASSWORD') } } : {}),
        // Well within the lease of a mail that is being sent; nodemailer's own would wait for twelve minutes.
        connectionTimeout: 10_000,
        greetingTimeout: 10_000,
        socketTimeout: 30_000,
        pool: true,
        // Those that hang beside them: a server that keeps one waiting must not hold up the others.
        maxConnections: env.int('SMTP_CONNECTIONS', 4) + 12,
        // The queue alone decides what is tried again, and when.
        maxRequeues: 0,
      },
      settings: {
        defaultFrom: env('SMTP_FROM', 'Ressources numériques <ressources-numeriques@example.org>'),
        defaultReplyTo: env('NETWORK_EMAIL') || env('SMTP_FROM', 'ressources-numeriques@example.org'),
      },
    },
  },
});

export default config;
