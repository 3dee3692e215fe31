import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { PERSON, STORED_GUARDIAN } from '../../../../shared/person';
import { STATES } from '../../../../shared/registration-state';
import { changeOf, recordedOf, type Registration } from '../../../../shared/registration-change';
import type { StoredRegistration } from '../../registrations/stored-registration';
import type { Mediatheque } from '../../mediatheques/mediatheques';
import { eventOf } from '../../host/events';
import { getService } from '../../service';
import { UIDS } from '../../uids';
import { currentLocale, invalid, parse } from '../../requests/errors';
import { handedOver, lockRegistration } from '../../registrations/registration-lock';

/**
 * The rules of a registration, where no path can go round them: the page, the website, a script and the Document
 * Service all end here. A hook computes the expiry, refuses what is invalid, writes the history and queues the mails,
 * in the transaction of the write, so that a committed change always mails and a rolled-back one never does.
 */

declare const strapi: Core.Strapi;

type Event = {
  params: { data: Record<string, unknown>; where?: Record<string, unknown> };
};

/** The row as it was, locked; null for a new one. With its library, where somebody has read that already. */
type Read = { before: StoredRegistration | null; mediatheque?: Mediatheque | null };

/** What a caller may write; computed columns are left out, so that nobody types an expiry. */
const WRITABLE = z.object({
  ...PERSON,
  ...STORED_GUARDIAN,
  registeredOn: z.iso.date(),
  state: z.enum(STATES),
  validFrom: z.string().nullable(),
  mediatheque: z.string(),
});
const NEW = WRITABLE.partial({
  registeredOn: true,
  state: true,
  validFrom: true,
  guardianName: true,
  guardianWording: true,
});

/** What the document layer and the account relation add to a write, and what passes through unread. */
const PASSES_THROUGH = [
  'account',
  'language',
  'locale',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'createdBy',
  'updatedBy',
];

const pick = (data: Record<string, unknown>, keys: string[]) =>
  Object.fromEntries(Object.entries(data).filter(([key, value]) => keys.includes(key) && value !== undefined));

const requireTransaction = () => {
  if (strapi.db.inTransaction()) return;
  throw new errors.ApplicationError(
    'A registration is written together with its history and its mails: use strapi.documents("plugin::rn-subscriptions.registration") or wrap the write in strapi.db.transaction().'
  );
};

const refuseMany = () => {
  throw new errors.ApplicationError(
    'Registrations are written one at a time, so that each change is checked and mailed: use strapi.documents("plugin::rn-subscriptions.registration").update() for each.'
  );
};

/** As Strapi makes it for a row that has none. */
const newDocumentId = (): string =>
  (strapi.db.metadata.get(UIDS.registration).attributes.documentId as { default: () => string }).default();

/**
 * Completes the write, or refuses it, and writes what belongs to it. All of it before the row itself: Strapi takes the hooks away when
 * it stops, and a row whose `after…` hook is gone by then would be committed without history and mails.
 */
const prepare = async ({ params }: Event, { before, mediatheque: known }: Read) => {
  const locale = currentLocale(strapi);
  const schema = before ? WRITABLE.partial() : NEW;
  const data = parse(schema, pick(params.data, Object.keys(WRITABLE.shape)), locale) as Partial<Registration>;

  const isNewThere = data.mediatheque !== undefined && data.mediatheque !== before?.mediatheque;
  // Locked, so that nobody deletes the library while its first patron is being written.
  if (isNewThere)
    await strapi.db
      .queryBuilder(UIDS.mediatheque)
      .select('id')
      .where({ documentId: data.mediatheque })
      .forUpdate()
      .execute();
  const at = data.mediatheque ?? before?.mediatheque;
  const mediatheque =
    known && known.documentId === at ? known : await getService(strapi, 'mediatheques').byDocumentId(at);
  if (isNewThere && !mediatheque?.active) throw invalid([{ field: 'mediatheque', code: 'unknownMediatheque' }], locale);

  const months = getService(strapi, 'mediatheques').subscriptionMonths(mediatheque);
  const minorAge = getService(strapi, 'guardians').minorAge();
  const change = changeOf({ before, data, months, minorAge, today: getService(strapi, 'clock').today() });
  if (change.problems) throw invalid(change.problems, locale);

  const passed = pick(params.data, PASSES_THROUGH);
  const documentId = before?.documentId ?? ((params.data.documentId as string | undefined) || newDocumentId());
  const registration = {
    language: 'fr',
    ...before,
    ...pick(passed, ['language']),
    ...change.values,
    documentId,
  } as StoredRegistration;
  await getService(strapi, 'history').record({ registration: documentId, change });
  await getService(strapi, 'outbox').queueForChange({ registration, change });
  await getService(strapi, 'host').publishAfterCommit(eventOf(registration, change));
  params.data = { ...passed, ...(before ? {} : { documentId }), ...change.values, ...recordedOf(change) };
};

export default {
  async beforeCreate(event: Event) {
    requireTransaction();
    await prepare(event, { before: null });
  },

  async beforeUpdate(event: Event) {
    requireTransaction();
    // `decisions` and `ownRegistrations` have locked the row and hand it over; any other writer's is locked here.
    const handed = handedOver(event.params);
    const before = handed ? handed.before : await lockRegistration(strapi, event.params.where ?? {});
    if (before) await prepare(event, { before, mediatheque: handed?.mediatheque });
  },

  beforeCreateMany: refuseMany,
  beforeUpdateMany: refuseMany,
};
