import type { Core } from '@strapi/strapi';

/** The name of a table, index or function as PostgreSQL takes it, in the schema of the settings where they name one. */
export const inSchema = (strapi: Core.Strapi, name: string): string => {
  const schema = strapi.db.getSchemaName();
  return schema ? `"${schema}"."${name}"` : `"${name}"`;
};
