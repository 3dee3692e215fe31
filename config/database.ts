import path from 'path';
import type { Core } from '@strapi/strapi';

/**
 * SQLite unless DATABASE_CLIENT says postgres. `forceMigration: false`: a boot with a plugin that failed to
 * load must not drop its tables. `compileSqlOnError: false`: error texts must not carry bound (personal) values.
 */
const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Database => {
  const settings = { forceMigration: false };

  if (env('DATABASE_CLIENT', 'sqlite') === 'postgres') {
    return {
      connection: {
        client: 'postgres',
        connection: {
          ...(env('DATABASE_URL') ? { connectionString: env('DATABASE_URL') } : {}),
          host: env('DATABASE_HOST', '127.0.0.1'),
          port: env.int('DATABASE_PORT', 5432),
          database: env('DATABASE_NAME', 'rn_subscriptions'),
          // As create-strapi-app writes it.
          schema: env('DATABASE_SCHEMA', 'public'),
          user: env('DATABASE_USERNAME', 'rn_subscriptions'),
          password: env('DATABASE_PASSWORD', ''),
          ssl: env.bool('DATABASE_SSL', false) && {
            rejectUnauthorized: env.bool('DATABASE_SSL_REJECT_UNAUTHORIZED', true),
          },
        },
        pool: { min: env.int('DATABASE_POOL_MIN', 2), max: env.int('DATABASE_POOL_MAX', 10) },
        compileSqlOnError: false,
      },
      settings,
    };
  }

  return {
    connection: {
      client: 'sqlite',
      connection: { filename: path.resolve(process.cwd(), env('DATABASE_FILENAME') || '.tmp/data.db') },
      useNullAsDefault: true,
      compileSqlOnError: false,
    },
    settings,
  };
};

export default config;
