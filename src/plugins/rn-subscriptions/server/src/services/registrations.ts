import type { Core } from '@strapi/strapi';
import { todayInParis } from '../../../shared/calendar-date';
import type { Detail, ListAnswer, ListQuery, Mail, Row } from '../../../shared/contracts/admin';
import { BY_CODE_POINT } from '../database/indexes';
import { failureOf } from '../mail/failure';
import type { Registration } from '../../../shared/registration-change';
import { statusOn } from '../../../shared/registration-state';
import { getService, UIDS } from '../utils';
import { filtersOf, type Condition } from './list-filters';
import { segmentsOf, slicesOf, type Segment } from './list-segments';
import { inScope, type Scope } from './scopes';
import type { Mediatheque } from './mediatheques';

export type StoredRegistration = Registration & { id: number; documentId: string; language: 'fr' | 'en' };
/** With its account, where it has one. */
export type WithAccount = StoredRegistration & { searchText: string; account: { confirmed: boolean | null } | null };

export const WITH_ACCOUNT = { account: { select: ['confirmed'] } };

const KEYS = { registeredOn: 'registered_on', expiresOn: 'expires_on', searchText: 'search_text', id: 'id' };
/** What a list is sorted by, as an index holds it. */
const keyOf = (strapi: Core.Strapi) => (key: keyof typeof KEYS) =>
  `t0.${KEYS[key]}${BY_CODE_POINT.includes(KEYS[key]) && strapi.db.dialect.client === 'postgres' ? ' collate "C"' : ''}`;

/** Rows read at once by an export: few enough to hold in memory, many enough to be quick. */
const EXPORT_BATCH = 500;

/**
 * Up to `limit` rows of a stretch of a list, after the first `offset` of them or after the row `after`. The ids are found in
 * the stretch's index alone, so that what is passed over costs next to nothing; then those rows are read.
 */
const stretchOf = async (strapi: Core.Strapi, input: { where: Condition[]; segment: Segment; limit: number; offset?: number; after?: WithAccount }): Promise<WithAccount[]> => {
  const { where, segment, limit, offset = 0, after } = input;
  const query = strapi.db.queryBuilder(UIDS.registration).select('id').where({ $and: [...where, segment.where] });
  const keys = [...(segment.column ? [segment.column] : []), 'id' as const];
  const ids = query.getKnexQuery();
  if (after) {
    const places = keys.map(() => '?').join(', ');
    ids.whereRaw(`(${keys.map(keyOf(strapi)).join(', ')}) ${segment.order === 'asc' ? '>' : '<'} (${places})`, keys.map((key) => after[key]) as never[]);
  }
  for (const key of keys) ids.orderByRaw(`${keyOf(strapi)(key)} ${segment.order}`);
  const found: { id: number }[] = await ids.limit(limit).offset(offset);
  if (found.length === 0) return [];

  const rows: WithAccount[] = await strapi.db
    .query(UIDS.registration)
    .findMany({ where: { $and: [...where, { id: { $in: found.map(({ id }) => id) } }] }, populate: WITH_ACCOUNT });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id }) => rowOf.get(id) ?? []);
};

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
    const where = [inScope(scope), ...filtersOf(query)];
    const counts = await getService(strapi, 'registrationCounts').of(scope, query);

    const total = counts[query.status ?? 'all'];
    const pageCount = Math.max(1, Math.ceil(total / pageSize));
    const slices = slicesOf({ segments: segmentsOf({ query, counts, today }), offset: (page - 1) * pageSize, limit: pageSize });
    const rows: WithAccount[] = (await Promise.all(slices.map((slice) => stretchOf(strapi, { where, ...slice })))).flat();
    const mediatheques = await getService(strapi, 'mediatheques').byDocumentIds(rows.map((row) => row.mediatheque));

    return {
      data: rows.map((row) => toRow(row, mediatheques, today)),
      meta: { pagination: { page, pageSize, pageCount, total }, counts },
    };
  },

  /** Every registration in scope that the query leaves, in its order, a batch at a time. */
  async *all(scope: Scope, query: ListQuery): AsyncGenerator<Row> {
    const today = todayInParis();
    const where = [inScope(scope), ...filtersOf(query)];
    const counts = await getService(strapi, 'registrationCounts').of(scope, query);
    const service = getService(strapi, 'mediatheques');
    const mediatheques = new Map((await service.list(scope.wholeNetwork ? null : scope.mediatheques)).map((one) => [one.documentId, one]));
    for (const segment of segmentsOf({ query, counts, today })) {
      let after: WithAccount | undefined;
      do {
        const rows = await stretchOf(strapi, { where, segment, after, limit: EXPORT_BATCH });
        for (const row of rows) yield toRow(row, mediatheques, today);
        after = rows.length === EXPORT_BATCH ? rows.at(-1) : undefined;
      } while (after);
    }
  },

  /** The stored registration with this documentId, if it is in scope; null otherwise, whether it exists or not. */
  async find(scope: Scope, documentId: string): Promise<WithAccount | null> {
    return strapi.db.query(UIDS.registration).findOne({ where: { $and: [inScope(scope), { documentId }] }, populate: WITH_ACCOUNT });
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
