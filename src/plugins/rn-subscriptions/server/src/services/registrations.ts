import type { Core } from '@strapi/strapi';
import { todayInParis } from '../../../shared/calendar-date';
import type { Counts, Detail, ListAnswer, ListQuery, Mail, Row } from '../../../shared/contracts/admin';
import { failureOf } from '../mail/failure';
import type { Registration } from '../../../shared/registration-change';
import { statusOn, STATUSES } from '../../../shared/registration-state';
import { getService, UIDS } from '../utils';
import { filtersOf, orderOf, statusFilter } from './list-filters';
import { inScope, type Scope } from './scopes';
import type { Mediatheque } from './mediatheques';

export type StoredRegistration = Registration & { id: number; documentId: string; language: 'fr' | 'en' };
/** With its account, where it has one. */
type WithAccount = StoredRegistration & { account: { confirmed: boolean | null } | null };

const populate = { account: { select: ['confirmed'] } };

/** Rows read at once by an export: few enough to hold in memory, many enough to be quick. */
const EXPORT_BATCH = 500;

const toRow = (row: WithAccount, mediatheques: Map<string, Mediatheque>, today: string): Row => ({
  documentId: row.documentId,
  lastName: row.lastName,
  firstName: row.firstName,
  email: row.email,
  cardNumber: row.cardNumber,
  registeredOn: row.registeredOn,
  status: statusOn(row, today),
  validFrom: row.validFrom,
  expiresOn: row.expiresOn,
  // One odd row must not empty the list: a library that is gone shows its id.
  mediatheque: { documentId: row.mediatheque, label: mediatheques.get(row.mediatheque)?.label ?? row.mediatheque },
  addressUnconfirmed: row.account !== null && !row.account.confirmed,
  guardianName: row.guardianName,
});

/**
 * What the librarians' page reads. A method takes the scope that its query asks in, or a registration that was found in
 * one; a test of the sources holds every service of the page to it.
 */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** One page of the registrations in scope, with the counts per status of all that the search and the library leave. */
  async list(scope: Scope, query: ListQuery & { page: number; pageSize: number }): Promise<ListAnswer> {
    const today = todayInParis();
    const { page, pageSize } = query;
    const filters = [inScope(scope), ...filtersOf(query)];
    const registrations = strapi.db.query(UIDS.registration);

    const counted = await Promise.all(
      STATUSES.map((status) => registrations.count({ where: { $and: [...filters, statusFilter(status, today)] } }))
    );
    const counts = Object.fromEntries(STATUSES.map((status, index) => [status, counted[index]])) as Counts;
    counts.all = counted.reduce((sum, count) => sum + count, 0);

    const total = counts[query.status ?? 'all'];
    const pageCount = Math.max(1, Math.ceil(total / pageSize));
    const rows: WithAccount[] = await registrations.findMany({
      where: { $and: [...filters, ...(query.status ? [statusFilter(query.status, today)] : [])] },
      orderBy: orderOf(query),
      offset: (page - 1) * pageSize,
      limit: pageSize,
      populate,
    });
    const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(rows.map((row) => row.mediatheque));

    return {
      data: rows.map((row) => toRow(row, mediatheques, today)),
      meta: { pagination: { page, pageSize, pageCount, total }, counts },
    };
  },

  /** Every registration in scope that the query leaves, in its order, a batch at a time. */
  async *all(scope: Scope, query: ListQuery): AsyncGenerator<Row> {
    const today = todayInParis();
    const where = { $and: [inScope(scope), ...filtersOf(query), ...(query.status ? [statusFilter(query.status, today)] : [])] };
    for (let offset = 0; ; offset += EXPORT_BATCH) {
      const rows: WithAccount[] = await strapi.db
        .query(UIDS.registration)
        .findMany({ where, orderBy: orderOf(query), offset, limit: EXPORT_BATCH, populate });
      const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(rows.map((row) => row.mediatheque));
      for (const row of rows) yield toRow(row, mediatheques, today);
      if (rows.length < EXPORT_BATCH) return;
    }
  },

  /** The stored registration with this documentId, if it is in scope; null otherwise, whether it exists or not. */
  async find(scope: Scope, documentId: string): Promise<WithAccount | null> {
    return strapi.db.query(UIDS.registration).findOne({ where: { $and: [inScope(scope), { documentId }] }, populate });
  },

  /** What the window shows of a stored registration. */
  async detail(registration: WithAccount): Promise<Detail> {
    const service = getService(strapi, 'mediatheques');
    const mediatheques = await service.byDocumentIds([registration.mediatheque]);
    return {
      ...toRow(registration, mediatheques, todayInParis()),
      birthDate: registration.birthDate,
      state: registration.state,
      version: registration.version,
      guardianAgreedOn: registration.guardianAgreedOn,
      guardianWording: registration.guardianWording,
      minorAge: getService(strapi, 'guardians').minorAge(),
      subscriptionMonths: service.subscriptionMonths(mediatheques.get(registration.mediatheque) ?? null),
    };
  },

  /** The mails that changes of this registration owed, the newest first. */
  async mails(registration: StoredRegistration): Promise<Mail[]> {
    const rows = await strapi.db
      .query(UIDS.outboxMail)
      .findMany({ where: { registration: registration.documentId }, orderBy: [{ id: 'desc' }], limit: 50 });
    return rows.map((row) => ({
      documentId: row.documentId,
      kind: row.kind,
      state: row.state,
      queuedAt: new Date(row.queuedAt).toISOString(),
      sentAt: row.sentAt ? new Date(row.sentAt).toISOString() : null,
      failure: row.lastErrorCode ? failureOf(row.lastErrorCode) : null,
      nextAttemptAt: row.state === 'waiting' && row.lastErrorCode ? new Date(Number(row.nextAttemptAt)).toISOString() : null,
      attempts: row.attempts,
      reasonLost: row.reasonLost,
    }));
  },
});
