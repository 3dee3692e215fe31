import type { UID } from '@strapi/strapi';
import type { App } from './app';

type Row = { id: number; documentId: string };
type Documents<Of> = {
  create: (input: { data: object }) => Promise<Of>;
  update: (input: { documentId: string; data: object }) => Promise<Of | null>;
  delete: (input: { documentId: string }) => Promise<unknown>;
};

/** The documents of a type, as a script of the host writes them; `Of`: what a written row is read as. */
export const documentsOf = <Of extends Row = Row>(app: App, uid: UID.ContentType): Documents<Of> =>
  // Strapi knows what a type of a project holds by a file that the project generates: without it `data` takes nothing at all.
  app.strapi.documents(uid) as unknown as Documents<Of>;
