import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { todayInParis } from '../../../../shared/calendar-date';
import { PERSON, STORED_GUARDIAN } from '../../../../shared/person';
import { STATES } from '../../../../shared/registration-state';
import { changeOf, type Change, type Registration } from '../../../../shared/registration-change';
import type { StoredRegistration } from '../../services/registrations';
import { getService, UIDS } from '../../utils';
import { currentLocale, invalid, parse } from '../../utils/problems';
import { lockRegistration, mediathequeOf } from '../../utils/registration-lock';

/**
 * The rules of a registration, where no path can go round them: the page, the website, a script and the Document
 * Service all end here. A hook computes the expiry, refuses what is invalid, writes the history and queues the mails,
 * in the transaction of the write, so that a committed change always mails and a rolled-back one never does.
 */

declare const strapi: Core.Strapi;

type Event = {
  params: { data: Record<string, unknown>; where?: Record<string, unknown> };
  result?: { id: number; documentId: string };
  state: { change?: Exclude<Change, { problems: unknown[] }>; before?: StoredRegistration };
};

/** What a caller may write; computed columns are left out, so that nobody types an expiry. */
const WRITABLE = z.object({
  ...PERSON,
  ...STORED_GUARDIAN,
  registeredOn: z.iso.date(),
  state: z.enum(STATES),
  validFrom: z.string().nullable(),
  mediatheque: z.string(),
});
const NEW = WRITABLE.partial({ registeredOn: true, state: true, validFrom: true, guardianName: true, guardianWording: true });

/** What the document layer and the account relation add to a write, and what passes through unread. */
const PASSES_THROUGH = ['account', 'language', 'locale', 'createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy'];

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

const prepare = async (event: Event, before: StoredRegistration | null) => {
  const { params } = event;
  const locale = currentLocale(strapi);
  const schema = before ? WRITABLE.partial() : NEW;
  const data = parse(schema, pick(params.data, Object.keys(WRITABLE.shape)), locale) as Partial<Registration>;

  const isNewThere = data.mediatheque !== undefined && data.mediatheque !== before?.mediatheque;
  // Locked, so that nobody deletes the library while its first patron is being written.
  if (isNewThere) await strapi.db.queryBuilder(UIDS.mediatheque).select('id').where({ documentId: data.mediatheque }).forUpdate().execute();
  const mediatheque = await mediathequeOf(strapi, data.mediatheque ?? before?.mediatheque);
  if (isNewThere && !mediatheque?.active) throw invalid([{ field: 'mediatheque', code: 'unknownMediatheque' }], locale);

  const months = getService(strapi, 'mediatheques').subscriptionMonths(mediatheque);
  const minorAge = getService(strapi, 'guardians').minorAge();
  const change = changeOf({ before, data, months, minorAge, today: todayInParis() });
  if (change.problems) throw invalid(change.problems, locale);

  event.state.change = change;
  const documentId = before ? {} : pick(params.data, ['documentId']);
  params.data = { ...pick(params.data, PASSES_THROUGH), ...documentId, ...change.values };
};

const record = async (event: Event, registration: StoredRegistration) => {
  const { change } = event.state;
  if (!change) return;
  await getService(strapi, 'history').record({ registration: registration.documentId, change });
  await getService(strapi, 'outbox').queueForChange({ registration, change });
};

export default {
  async beforeCreate(event: Event) {
    requireTransaction();
    await prepare(event, null);
  },

  async afterCreate(event: Event) {
    // Read again: who creates it may ask for some of its columns only.
    await record(event, await strapi.db.query(UIDS.registration).findOne({ where: { documentId: event.result!.documentId } }));
  },

  async beforeUpdate(event: Event) {
    requireTransaction();
    const before = await lockRegistration(strapi, event.params.where ?? {});
    if (!before) return;
    event.state.before = before;
    await prepare(event, before);
  },

  async afterUpdate(event: Event) {
    const { before, change } = event.state;
    if (before) await record(event, { ...before, ...pick(event.params.data, ['language']), ...change!.values } as StoredRegistration);
  },

  beforeCreateMany: refuseMany,
  beforeUpdateMany: refuseMany,
};
