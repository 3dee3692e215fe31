import type { Core } from '@strapi/strapi';
import { UIDS } from '../uids';

type JoinTable = { name: string; joinColumn: { name: string }; inverseJoinColumn: { name: string } };

/** Where the database holds which account a registration belongs to: the table between the two, and its columns. */
export const accountJoin = (strapi: Core.Strapi): { table: string; registration: string; account: string } => {
  const { joinTable } = strapi.db.metadata.get(UIDS.registration).attributes.account as {
    joinTable: JoinTable;
  };
  return { table: joinTable.name, registration: joinTable.joinColumn.name, account: joinTable.inverseJoinColumn.name };
};
