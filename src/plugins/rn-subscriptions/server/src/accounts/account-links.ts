import type { Core } from '@strapi/strapi';
import type { AccountLink } from '../../../shared/contracts/public';
import { LINK_HOURS } from '../../../shared/limits';
import type { Locale } from '../../../shared/messages/locale';
import { addressesIn } from '../installation/addresses';
import { addressHash, codeHash, linkCode, linkToken, tokenHash } from './link-proof';
import { datetimeSql, IMPOSSIBLE_MS } from '../database/clock';
import { standing } from '../mails/texts/phrases';
import { getService } from '../service';
import { tableOf } from '../database/table-of';
import { UIDS } from '../uids';
import { gone } from '../requests/patron';
import { currentLocale, invalid } from '../requests/errors';
import type { StoredRegistration } from '../registrations/stored-registration';

export type Account = {
  id: number;
  documentId: string;
  email: string;
  confirmed: boolean | null;
  blocked: boolean | null;
  newAddress: string | null;
  /** a sign-up here has made it; any other is the site's, and outlives who is registered on it */
  madeBySubscriptions: boolean | null;
};
/** What somebody shows to open a link: its token, or the code of its mail with the address that it was mailed to. */
export type Proof = { token: string } | { email: string; code: string };
type StoredLink = { id: number; account: string; addressHash: string; sentAt: string; usedAt: string | null };
/** A link that opens, and the account that it opens; `movesTo`: the new address that the account moves to by it. */
export type Opening = { link: StoredLink; account: Account; movesTo: string | null };

const HOUR_MS = 60 * 60 * 1000;
/** How long a link is remembered, so that whoever follows it late is told why it no longer opens, in milliseconds. */
const KEPT_MS = 30 * 24 * HOUR_MS;
export const ACCOUNT = ['id', 'documentId', 'email', 'confirmed', 'blocked', 'newAddress', 'madeBySubscriptions'];

/** The one kind of mailed link: whoever reads the mails of an account's address chooses a password, and by that confirms the address. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const links = () => strapi.db.query(UIDS.accountLink);
  const accounts = () => strapi.db.query(UIDS.account);
  const now = () => getService(strapi, 'clock').now();

  /** The names of the field that the proof stands in, and of what is wrong with it. */
  const problem = (proof: Proof, code: string) =>
    invalid(
      [
        {
          field: 'token' in proof ? 'token' : 'code',
          code: code === 'goneLink' && !('token' in proof) ? 'wrongCode' : code,
        },
      ],
      currentLocale(strapi)
    );

  const storedOf = async (proof: Proof): Promise<StoredLink | null> => {
    if ('token' in proof) return links().findOne({ where: { hash: tokenHash(proof.token) } });
    const { email: address, code } = proof;
    return links().findOne({
      where: { codeHash: codeHash(strapi, { code, address }), addressHash: addressHash(strapi, address) },
      orderBy: { id: 'desc' },
    });
  };

  const labelled = async (people: StoredRegistration[]) => {
    const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(
      people.map(({ mediatheque }) => mediatheque)
    );
    return people.map((person) => ({ ...person, label: mediatheques.get(person.mediatheque)?.label ?? '' }));
  };

  return {
    /** Everybody on the account with this id. */
    peopleOf: (id: number): Promise<StoredRegistration[]> =>
      strapi.db.query(UIDS.registration).findMany({ where: { account: { id } }, orderBy: { id: 'asc' } }),

    /** Who is on this account, for a mail that a stranger may read: first names, libraries, and how each request stands, a line each. */
    async standingsOf(id: number, language: Locale): Promise<string> {
      const people = await labelled(await this.peopleOf(id));
      return people
        .map(({ firstName, label, state }) => standing({ firstName, mediatheque: label, state, language }))
        .join('\n');
    },

    /** Whether the address of the account with this id is confirmed, the one that it moves to once that is, and whether the account is the site's and stays whoever is erased. Throws 401 where it was erased meanwhile. */
    async addressOf(id: number): Promise<{
      documentId: string;
      addressConfirmed: boolean;
      newAddress: string | null;
      accountStays: boolean;
    }> {
      const account = await accounts().findOne({ where: { id }, select: ACCOUNT });
      if (!account) throw gone(strapi);
      return {
        documentId: account.documentId,
        addressConfirmed: Boolean(account.confirmed),
        newAddress: account.newAddress,
        accountStays: !account.madeBySubscriptions,
      };
    },

    /**
     * The link and the code with which this account is opened, for a mail (its documentId) to `address` that is leaving now; they open
     * for {@link LINK_HOURS} hours from now on, once, and as long as the address is the account's, or the one that it moves to.
     */
    async linkFor(input: {
      account: Account;
      address: string;
      mail: string;
      language: Locale;
    }): Promise<{ link: string; code: string }> {
      const { account, address, mail, language } = input;
      const token = linkToken(strapi, { mail, address });
      const code = linkCode(strapi, token);
      const held = {
        hash: tokenHash(token),
        code_hash: codeHash(strapi, { code, address }),
        address_hash: addressHash(strapi, address),
        account: account.documentId,
      };
      // Written again where the mail is tried again.
      await tableOf(strapi, UIDS.accountLink)
        .insert({ ...held, sent_at: datetimeSql(strapi) })
        .onConflict('hash')
        .merge({ sent_at: datetimeSql(strapi) });
      // After the `#`, so that no server on the way writes it down.
      const page = `${addressesIn(strapi).websiteUrl}#acces?lien=${token}`;
      return { link: language === 'en' ? `${page}&lang=en` : page, code: code.replace(/(?<=^\d{4})/, ' ') };
    },

    /** What opens with this proof. Throws a 400 on `token`, or on `code`, where nothing does: it is unknown, was used, has expired, or its account is blocked. */
    async find(proof: Proof): Promise<Opening> {
      const link = await storedOf(proof);
      const account: Account | null =
        link && (await accounts().findOne({ where: { documentId: link.account }, select: ACCOUNT }));
      if (!link || !account) throw problem(proof, 'goneLink');
      const movesTo =
        account.newAddress && link.addressHash === addressHash(strapi, account.newAddress) ? account.newAddress : null;
      if (!movesTo && link.addressHash !== addressHash(strapi, account.email))
        throw problem(proof, link.usedAt ? 'usedLink' : 'goneLink');
      if (link.usedAt) throw problem(proof, 'usedLink');
      const age = now() - new Date(link.sentAt).getTime();
      // One of a time to come was mailed by a clock that ran ahead.
      if (age > LINK_HOURS * HOUR_MS || age < -IMPOSSIBLE_MS) throw problem(proof, 'expiredLink');
      if (account.blocked) throw problem(proof, 'blockedAccount');
      return { link, account, movesTo };
    },

    /** What the page says before anything is typed; changes nothing. Throws what {@link find} throws. */
    async read(proof: Proof): Promise<AccountLink> {
      const { account, movesTo } = await this.find(proof);
      const people = await labelled(await this.peopleOf(account.id));
      return {
        isOpen: Boolean(account.confirmed),
        moves: movesTo !== null,
        people: people.map(({ documentId, firstName, label }) => ({ documentId, firstName, mediatheque: label })),
        asked: await getService(strapi, 'askedPeople').of(account.documentId),
      };
    },

    /** Uses a link up, and with it every other one of its account, in the current transaction. Throws a 400 where somebody was quicker. */
    async use({ link, proof }: { link: StoredLink; proof: Proof }): Promise<void> {
      const usedAt = new Date(now());
      const used = await links().updateMany({ where: { id: link.id, usedAt: null }, data: { usedAt } });
      if (used.count === 0) throw problem(proof, 'usedLink');
      await links().updateMany({ where: { account: link.account, usedAt: null }, data: { usedAt } });
    },

    /** Forgets the links of an account (documentId) that is being erased, in the current transaction. */
    forget: (account: string) => links().deleteMany({ where: { account } }),

    /** Deletes what was mailed long ago. */
    deleteOld: async (): Promise<void> => {
      await tableOf(strapi, UIDS.accountLink).where('sent_at', '<', datetimeSql(strapi, -KEPT_MS)).delete();
    },
  };
};
