import type { Core } from '@strapi/strapi';
import type { Detail, ListAnswer, ListQuery, Mail, Row, SignIn } from '../../../shared/contracts/admin';
import { MAIL_GOES_TO } from '../../../shared/mail-receivers';
import { failureOf } from '../mails/failure';
import { statusOn } from '../../../shared/registration-state';
import { listedPersonOf, personOf } from '../../../shared/person-fields';
import { getService } from '../service';
import { UIDS } from '../uids';
import { filtersOf, isCounted } from './list/filters';
import { foundPage } from './list/found-page';
import type { ListedRow } from './list/rows';
import { indexRangesOf, slicesOf } from './list/index-ranges';
import { readRange } from './list/read-range';
import type { OutboxMail } from '../mails/outbox-mail';
import type { Mediatheque } from '../mediatheques/mediatheques';
import { inScope, type Scope } from './scopes';
import { type ScopedRegistration, type WithAccount, WITH_ACCOUNT } from './stored-registration';

/** Rows read at once by an export: few enough to hold in memory, many enough to be quick. */
const EXPORT_BATCH = 500;

const toRow = (row: Omit<ListedRow, 'searchText'>, today: string): Row => ({
  ...listedPersonOf(row),
  documentId: row.documentId,
  registeredOn: row.registeredOn,
  status: statusOn(row, today),
  validFrom: row.validFrom,
  expiresOn: row.expiresOn,
  // One odd row must not empty the list: a library that is gone shows its id.
  mediatheque: { documentId: row.mediatheque, label: row.mediathequeLabel ?? row.mediatheque },
  addressUnconfirmed: row.accountId !== null && !row.accountConfirmed,
  guardianName: row.guardianName,
});

type ShownMail = OutboxMail &
  Pick<Mail, 'state' | 'reasonLost'> &
  Record<'queuedAt' | 'nextAttemptAt', string> &
  Record<'sentAt' | 'lastErrorCode', string | null>;

/** With which address the patron signs in, where it is not the registration's. */
const signInOf = async (strapi: Core.Strapi, { account, email }: WithAccount): Promise<SignIn | null> => {
  if (!account || account.email === email) return null;
  const people = await strapi.db.query(UIDS.registration).count({ where: { account: { id: account.id } } });
  return { address: account.email, until: account.newAddress, isShared: people > 1 };
};

/**
 * What the librarians' page reads. A method takes the scope that its query asks in, or a registration that was found in
 * one; a test of the sources holds every service of the page to it.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** One page of the registrations in scope, with the counts per status of all that the search and the library leave. */
  async list(scope: Scope, query: ListQuery & { page: number; pageSize: number }): Promise<ListAnswer> {
    const today = getService(strapi, 'clock').today();
    const { page, pageSize, ...view } = query;
    const where = [inScope(scope), ...filtersOf(query)];
    const ranges = indexRangesOf(query);
    const part = { offset: (page - 1) * pageSize, limit: pageSize };
    const inStretches = async () => {
      const counts = await getService(strapi, 'registrationCounts').of(scope, query);
      const stretches = await Promise.all(
        slicesOf({ ranges, counts, ...part }).map((slice) => readRange(strapi, { where, today, ...slice }))
      );
      return { counts, rows: stretches.flat() };
    };
    const { counts, rows } = await (isCounted(view)
      ? inStretches()
      : foundPage(strapi, { where, ranges, today, ...part }));
    const total = counts[query.status ?? 'all'];

    return {
      data: rows.map((row) => toRow(row, today)),
      meta: { pagination: { page, pageSize, pageCount: Math.max(1, Math.ceil(total / pageSize)), total }, counts },
    };
  },

  /** Every registration in scope that the query leaves, in its order, a batch at a time. */
  async *all(scope: Scope, query: ListQuery): AsyncGenerator<Row> {
    const today = getService(strapi, 'clock').today();
    const where = [inScope(scope), ...filtersOf(query)];
    for (const range of indexRangesOf(query)) {
      let after: ListedRow | undefined;
      do {
        const rows = await readRange(strapi, { where, today, range, after, limit: EXPORT_BATCH });
        for (const row of rows) yield toRow(row, today);
        after = rows.length === EXPORT_BATCH ? rows.at(-1) : undefined;
      } while (after);
    }
  },

  /** The stored registration with this documentId, if it is in scope; null otherwise, whether it exists or not. */
  async find(scope: Scope, documentId: string): Promise<ScopedRegistration | null> {
    const found = await strapi.db
      .query(UIDS.registration)
      .findOne({ where: { $and: [inScope(scope), { documentId }] }, populate: WITH_ACCOUNT });
    return found as ScopedRegistration | null;
  },

  /** What the window shows of a stored registration. */
  async readDetail(registration: ScopedRegistration): Promise<Detail> {
    return this.toDetail(registration, await getService(strapi, 'mediatheques').byDocumentId(registration.mediatheque));
  },

  /** The same, where its library has been read. */
  async toDetail(registration: WithAccount, mediatheque: Mediatheque | null): Promise<Detail> {
    const { account } = registration;
    return {
      ...toRow(
        {
          ...registration,
          mediathequeLabel: mediatheque?.label ?? null,
          accountId: account && account.id,
          accountConfirmed: account && account.confirmed,
        },
        getService(strapi, 'clock').today()
      ),
      ...personOf(registration),
      state: registration.state,
      version: registration.version,
      guardianAgreedOn: registration.guardianAgreedOn,
      guardianWording: registration.guardianWording,
      minorAge: getService(strapi, 'guardians').minorAge(),
      subscriptionMonths: getService(strapi, 'mediatheques').subscriptionMonths(mediatheque),
      signIn: await signInOf(strapi, registration),
      accountStays: account !== null && !account.madeBySubscriptions,
    };
  },

  /** The mails that changes of this registration owed, the newest first. */
  async mails(registration: ScopedRegistration): Promise<Mail[]> {
    const rows: ShownMail[] = await strapi.db
      .query(UIDS.outboxMail)
      .findMany({ where: { registration: registration.documentId }, orderBy: [{ id: 'desc' }], limit: 50 });
    const correctedAt = await getService(strapi, 'history').correctionOfAddress(registration);
    const isNewestOfKind = (row: { kind: string }) => rows.find(({ kind }) => kind === row.kind) === row;
    return rows.map((row) => ({
      documentId: row.documentId,
      kind: row.kind,
      state: row.state,
      queuedAt: new Date(row.queuedAt).toISOString(),
      sentAt: row.sentAt ? new Date(row.sentAt).toISOString() : null,
      failure: row.lastErrorCode ? failureOf(row.lastErrorCode) : null,
      nextAttemptAt:
        row.state === 'waiting' && row.lastErrorCode ? new Date(Number(row.nextAttemptAt)).toISOString() : null,
      attempts: row.attempts,
      reasonLost: row.reasonLost,
      canBeSentAgain:
        row.state === 'sent' &&
        isNewestOfKind(row) &&
        getService(strapi, 'mailsAgain').facts(row, registration) !== null,
      leftBeforeCorrection:
        row.state === 'sent' &&
        MAIL_GOES_TO[row.kind] !== 'library' &&
        correctedAt !== null &&
        row.sentAt !== null &&
        new Date(row.sentAt).toISOString() < correctedAt,
    }));
  },
});
