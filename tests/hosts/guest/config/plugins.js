module.exports = ({ env }) => ({
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET') } },
  'rn-subscriptions': {
    enabled: env.bool('HOSTS_SUBSCRIPTIONS'),
    resolve: '../../../src/plugins/rn-subscriptions',
    config: { stateFolder: env('STATE_FOLDER'), signUp: { proofOfWork: false, honeypot: true } },
  },
  email: {
    config: {
      provider: '@strapi/provider-email-nodemailer',
      providerOptions: { host: env('SMTP_HOST'), port: env.int('SMTP_PORT') },
      settings: { defaultFrom: 'host@example.org', defaultReplyTo: 'host@example.org' },
    },
  },
});
