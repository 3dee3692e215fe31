import type { App } from './app';

const OUTBOX = 'plugin::rn-subscriptions.outbox-mail';

/** Changes rows of the queue as only time would; times are milliseconds since 1970, whatever the column keeps them as. */
export const setOutboxTimes = async (app: App, where: object, values: Record<string, unknown>): Promise<void> => {
  const { attributes } = app.strapi.contentType(OUTBOX as never) as { attributes: Record<string, { type: string }> };
  const stored = (name: string, value: unknown) =>
    attributes[name].type === 'datetime'
      ? new Date(Number(value)).toISOString()
      : attributes[name].type === 'biginteger'
        ? String(value)
        : value;
  const data = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, stored(name, value)]));
  await app.strapi.db.query(OUTBOX).updateMany({ where, data });
};
