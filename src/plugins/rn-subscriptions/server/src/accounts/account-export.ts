import type { Core } from '@strapi/strapi';
import type { AccountExport, ExportedMail } from '../../../shared/contracts/public';
import { wordingText } from '../../../shared/guardian-wordings';
import { personOf } from '../../../shared/person-fields';
import { getService } from '../service';
import { UIDS } from '../uids';
import { gone } from '../requests/patron';
import { guardianOf } from '../registrations/guardians';
import type { StoredRegistration } from '../registrations/stored-registration';

type Stored = StoredRegistration & {
  decidedOn: string | null;
  deletionNoticeOn: string | null;
  createdAt: string;
  updatedAt: string;
};

const iso = (at: string | Date) => new Date(at).toISOString();
const isoOrNull = (at: string | Date | null) => (at ? iso(at) : null);

/** What the law calls the right of access and of portability: all that is held of a patron, readable by people and programs. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const mails = async (where: object): Promise<ExportedMail[]> => {
    const rows = await strapi.db
      .query(UIDS.outboxMail)
      .findMany({ where, select: ['kind', 'state', 'queuedAt', 'sentAt'], orderBy: { id: 'asc' } });
    return rows.map(({ kind, state, queuedAt, sentAt }) => ({
      kind,
      state,
      queuedAt: iso(queuedAt),
      sentAt: isoOrNull(sentAt),
    }));
  };

  const links = async (account: string): Promise<AccountExport['links']> => {
    const rows = await strapi.db
      .query(UIDS.accountLink)
      .findMany({ where: { account }, select: ['sentAt', 'usedAt'], orderBy: { id: 'asc' } });
    return rows.map(({ sentAt, usedAt }) => ({ sentAt: iso(sentAt), usedAt: isoOrNull(usedAt) }));
  };

  const registration = async (row: Stored, label: string): Promise<AccountExport['registrations'][number]> => {
    const { documentId, registeredOn, state, validFrom, expiresOn, language, decidedOn, deletionNoticeOn } = row;
    const guardian = guardianOf(row);
    const history = await getService(strapi, 'history').ofOwn(row);
    return {
      ...personOf(row),
      documentId,
      guardian: guardian && { ...guardian, text: wordingText(guardian.wording, language) },
      mediatheque: label,
      registeredOn,
      state,
      validFrom,
      expiresOn,
      decidedOn,
      deletionNoticeOn,
      language,
      createdAt: iso(row.createdAt),
      updatedAt: iso(row.updatedAt),
      history: history.map(({ actorName: _staff, ...line }) => line),
      mails: await mails({ registration: documentId }),
    };
  };

  return {
    /** All that is held of the account with this id and of everybody on it. */
    async of(id: number): Promise<AccountExport> {
      const account = await strapi.db.query(UIDS.account).findOne({ where: { id } });
      if (!account) throw gone(strapi);
      const rows: Stored[] = await strapi.db
        .query(UIDS.registration)
        .findMany({ where: { account: { id } }, orderBy: { id: 'asc' } });
      const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(
        rows.map(({ mediatheque }) => mediatheque)
      );
      return {
        exportedOn: getService(strapi, 'clock').today(),
        account: {
          email: account.email,
          addressConfirmed: Boolean(account.confirmed),
          newAddress: account.newAddress,
          blocked: Boolean(account.blocked),
          createdAt: iso(account.createdAt),
          updatedAt: iso(account.updatedAt),
          passwordChangedAt: isoOrNull(account.passwordChangedAt),
          signedOutAt: isoOrNull(account.signedOutAt),
          accountStays: !account.madeBySubscriptions,
        },
        registrations: await Promise.all(
          rows.map((row) => registration(row, mediatheques.get(row.mediatheque)?.label ?? row.mediatheque))
        ),
        mails: await mails({ accountId: id }),
        links: await links(account.documentId),
        asked: await getService(strapi, 'askedPeople').of(account.documentId),
      };
    },
  };
};
