import type { Core } from '@strapi/strapi';
import type { AskedPerson } from '../../../shared/contracts/public';
import type { PersonRequest } from '../../../shared/contracts/public-requests';
import { GIVEN_NAMES } from '../../../shared/person-fields';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';
import { datetimeSql } from '../database/clock';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';

const DAY_MS = 24 * 60 * 60 * 1000;

type Stored = PersonRequest & { id: number; documentId: string; askedAt: string | Date };

/** Who was asked for at the address of an open account, and waits for its owner's word. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const rows = () => strapi.db.query(UIDS.askedPerson);
  const storedOf = (account: string): Promise<Stored[]> =>
    rows().findMany({ where: { account }, orderBy: { id: 'asc' } });

  const shown = async (people: Stored[]): Promise<AskedPerson[]> => {
    const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(
      people.map(({ mediatheque }) => mediatheque)
    );
    return people.map(({ documentId, firstName, mediatheque, askedAt }) => ({
      documentId,
      firstName,
      mediatheque: mediatheques.get(mediatheque)?.label ?? mediatheque,
      askedAt: new Date(askedAt).toISOString(),
    }));
  };

  return {
    /** As they are stored: for whoever has to compare them. */
    storedOf,

    /** Those of an account (documentId), by first name and library only: its owner may not know them. */
    of: async (account: string): Promise<AskedPerson[]> => shown(await storedOf(account)),

    /** One of them (documentId) as a mail names them: « Zoé (Noyon — Médiathèque) »; null where there is none any longer. */
    async named(documentId: string): Promise<string | null> {
      const [person] = await shown(await rows().findMany({ where: { documentId } }));
      return person ? `${person.firstName} (${person.mediatheque})` : null;
    },

    /** Keeps somebody who is asked for at the address of an account (documentId), in the current transaction. Returns the documentId. */
    async add(account: string, person: PersonRequest): Promise<string> {
      return (
        await rows().create({ data: { ...person, account, askedAt: new Date(getService(strapi, 'clock').now()) } })
      ).documentId;
    },

    /** Forgets one of an account's (documentIds), in the current transaction, and returns what was asked for; null where there is none. */
    async take({ account, documentId }: { account: string; documentId: string }): Promise<PersonRequest | null> {
      const person: Stored | null = await rows().findOne({ where: { documentId, account } });
      if (!person) return null;
      await rows().delete({ where: { id: person.id } });
      const names = [...GIVEN_NAMES, 'mediatheque', 'guardianName', 'guardianWording'] as const;
      const given = names.map((name) => [name, person[name]] as const);
      return Object.fromEntries(given.filter(([, value]) => value !== null)) as PersonRequest;
    },

    /** Forgets those of an account (documentId) that is being erased, in the current transaction. */
    forget: (account: string) => rows().deleteMany({ where: { account } }),

    /** Forgets who has waited as long as a request whose address nobody confirms. */
    async deleteOld(): Promise<void> {
      const { unconfirmedDays } = strapi.plugin(PLUGIN_ID).config<Settings['retention']>('retention');
      await tableOf(strapi, UIDS.askedPerson)
        .where('asked_at', '<', datetimeSql(strapi, -unconfirmedDays * DAY_MS))
        .delete();
    },
  };
};
