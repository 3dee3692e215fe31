import type { Core } from '@strapi/strapi';
import type { PublicMediatheque } from '../../../shared/contracts/public';
import { normalise } from '../../../shared/search-text';
import { PLUGIN_ID } from '../../../shared/permissions';
import { UIDS } from '../uids';

export type Mediatheque = {
  documentId: string;
  label: string;
  name: string;
  city: string;
  postalCode: string | null;
  email: string | null;
  active: boolean;
  subscriptionMonths: number | null;
};

const SHOWN = ['documentId', 'label', 'name', 'city', 'postalCode', 'email', 'active', 'subscriptionMonths'];

/** The library as the website and its patrons see it: without its address, its librarians and its settings. */
export const publicMediatheque = ({
  documentId,
  label,
  name,
  city,
  postalCode,
}: Pick<Mediatheque, keyof PublicMediatheque>): PublicMediatheque => ({
  documentId,
  label,
  name,
  city,
  postalCode,
});

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** The library with this documentId, active or not; null where there is none. */
  async byDocumentId(documentId: string | undefined): Promise<Mediatheque | null> {
    if (!documentId) return null;
    return strapi.db.query(UIDS.mediatheque).findOne({ where: { documentId }, select: SHOWN });
  },

  /** Libraries by their documentIds, as a map. */
  async byDocumentIds(documentIds: string[]): Promise<Map<string, Mediatheque>> {
    const rows: Mediatheque[] = await strapi.db
      .query(UIDS.mediatheque)
      .findMany({ where: { documentId: { $in: [...new Set(documentIds)] } }, select: SHOWN });
    return new Map(rows.map((row) => [row.documentId, row]));
  },

  /** Libraries by city and name: those with these documentIds, or the whole network (null). */
  async list(documentIds: string[] | null): Promise<Mediatheque[]> {
    const where = documentIds === null ? {} : { documentId: { $in: documentIds } };
    return strapi.db
      .query(UIDS.mediatheque)
      .findMany({ where, select: SHOWN, orderBy: [{ city: 'asc' }, { name: 'asc' }] });
  },

  /** The active libraries by city and name, those whose city, name or postal code holds every word of `search`. */
  async listActive(search: string): Promise<PublicMediatheque[]> {
    const rows: Mediatheque[] = await strapi.db
      .query(UIDS.mediatheque)
      .findMany({ where: { active: true }, select: SHOWN });
    const words = normalise(search).split(' ').filter(Boolean);
    // A network has a few hundred libraries: sorting and matching here gives one order and one idea of accents on every database.
    const text = (row: Mediatheque) => normalise(`${row.label} ${row.postalCode ?? ''}`).replace(/[-']/g, ' ');
    return rows
      .filter((row) => words.every((word) => text(row).includes(word.replace(/[-']/g, ' '))))
      .sort((a, b) => a.city.localeCompare(b.city, 'fr') || a.name.localeCompare(b.name, 'fr'))
      .map(publicMediatheque);
  },

  /** Months that a subscription lasts there: the library's own length, or the network's. */
  subscriptionMonths(mediatheque: Pick<Mediatheque, 'subscriptionMonths'> | null): number {
    return mediatheque?.subscriptionMonths ?? strapi.plugin(PLUGIN_ID).config<number>('subscriptionMonths');
  },
});
