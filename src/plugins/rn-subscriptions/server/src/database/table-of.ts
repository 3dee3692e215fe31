import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

/** The table of a content type, in the schema that the host has chosen. A query of it joins a transaction only by `.transacting(trx)`. */
export const tableOf = (strapi: Core.Strapi, uid: string): Knex.QueryBuilder =>
  strapi.db.getConnection(strapi.db.metadata.get(uid).tableName);
