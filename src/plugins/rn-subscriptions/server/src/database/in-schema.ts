import type { Core } from '@strapi/strapi';

/**
 * SQL for the schema of our tables, by its name as the settings have it ({@link schemaBinding}, its one binding): without one in them the one that
 * PostgreSQL makes tables in. What bears our names in another schema of the database belongs to another installation.
 */
export const OWN_SCHEMA = '(select oid from pg_namespace where nspname = coalesce(?, current_schema()))';

/** What {@link OWN_SCHEMA} is bound to. */
export const schemaBinding = (strapi: Core.Strapi): string | null => strapi.db.getSchemaName() || null;

/** The name of a table, index or function as PostgreSQL takes it, in the schema of the settings where they name one. */
export const inSchema = (strapi: Core.Strapi, name: string): string => {
  const schema = strapi.db.getSchemaName();
  return schema ? `"${schema}"."${name}"` : `"${name}"`;
};
