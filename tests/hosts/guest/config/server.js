module.exports = ({ env }) => ({
  host: '127.0.0.1',
  port: env.int('PORT'),
  dirs: { public: env('HOSTS_PUBLIC_FOLDER') },
  app: { keys: env.array('APP_KEYS') },
  logger: { updates: { enabled: false }, startup: { enabled: false } },
});
