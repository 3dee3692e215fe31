module.exports = ({ env }) => ({
  connection:
    env('DATABASE_CLIENT') === 'postgres'
      ? {
          client: 'postgres',
          connection: {
            host: env('DATABASE_HOST'),
            port: env.int('DATABASE_PORT'),
            database: env('DATABASE_NAME'),
            user: env('DATABASE_USERNAME'),
            password: env('DATABASE_PASSWORD'),
            schema: env('DATABASE_SCHEMA', 'public'),
          },
        }
      : { client: 'sqlite', connection: { filename: env('DATABASE_FILENAME') }, useNullAsDefault: true },
  settings: { forceMigration: false },
});
