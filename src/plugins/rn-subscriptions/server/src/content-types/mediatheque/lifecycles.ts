import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { oneLine } from '../../../../shared/invisible-text';
import { mediathequeLabel } from '../../../../shared/mediatheque-label';
import { EVERYBODYS_ROLE, LIBRARY_HAS_PATRONS } from '../../../../shared/messages/editors';
import { fieldProblem } from '../../../../shared/messages/field-problems';
import { PERSON } from '../../../../shared/person';
import type { StoredAddress } from '../../mediatheques/address-changes';
import { EVERYBODYS_ROLES } from '../../installation/roles';
import { getService } from '../../service';
import { UIDS } from '../../uids';
import { idsWritten } from '../../mediatheques/ids-written';
import { currentLocale } from '../../requests/errors';

declare const strapi: Core.Strapi;

type Event = { params: { data: Record<string, unknown>; where?: Record<string, unknown> } };
type Mediatheque = StoredAddress & { city: string; name: string };

const rowsOf = (where: Record<string, unknown> | undefined): Promise<Mediatheque[]> =>
  strapi.db
    .query(UIDS.mediatheque)
    .findMany({ where, select: ['documentId', 'city', 'name', 'email', 'addressChanges'] });

const refuseInUse = async (event: Event) => {
  // Locked until the deletion is over: a sign-up that names the library waits, and then finds that it is gone.
  const rows = await strapi.db
    .queryBuilder(UIDS.mediatheque)
    .select('document_id')
    .where(event.params.where ?? {})
    .forUpdate()
    .execute<Mediatheque[]>();
  const documentIds = rows.map((row) => row.documentId);
  const patrons = await strapi.db.query(UIDS.registration).count({ where: { mediatheque: { $in: documentIds } } });
  if (patrons === 0) return;
  throw new errors.ApplicationError(LIBRARY_HAS_PATRONS[currentLocale(strapi)]);
};

/** They end on one line of a mail's header, of a list, of an export: a library's name pasted with a line break must not break it. */
const ONE_LINE = ['code', 'name', 'city', 'postalCode'];

/** One address of the plain form: what else the rules of mail allow in one, quotes and comments, other programs read as two. */
const check = (data: Record<string, unknown>) => {
  for (const name of ONE_LINE) if (typeof data[name] === 'string') data[name] = oneLine(data[name]);
  if (!data.email || PERSON.email.safeParse(data.email).success) return;
  throw new errors.ApplicationError(fieldProblem('invalidEmail', currentLocale(strapi)));
};

/** A role that every librarian holds would open the library to all of them, whichever door it is written by. */
const refuseEverybodysRole = async ({ roles }: Record<string, unknown>) => {
  const { ids, documentIds } = idsWritten(roles);
  if (ids.length + documentIds.length === 0) return;
  const where = { code: { $in: EVERYBODYS_ROLES }, $or: [{ id: { $in: ids } }, { documentId: { $in: documentIds } }] };
  const found = await strapi.db.query('admin::role').findOne({ where, select: ['name'] });
  if (!found) return;
  throw new errors.ApplicationError(EVERYBODYS_ROLE[currentLocale(strapi)](found.name));
};

/** Keeps texts on one line, the address one address, the label in step with city and name, everybody's roles out, who had the address told of the new one, and a library that has patrons from being deleted. */
export default {
  async beforeCreate(event: Event) {
    const { data } = event.params;
    delete data.addressChanges;
    check(data);
    await refuseEverybodysRole(data);
    data.label = mediathequeLabel(data as Mediatheque);
  },

  async beforeUpdate(event: Event) {
    const { data, where } = event.params;
    const [before] = await rowsOf(where);
    // The Content Manager passes the body's documentId on to the row.
    delete data.documentId;
    delete data.addressChanges;
    check(data);
    await refuseEverybodysRole(data);
    if (before) await getService(strapi, 'addressChanges').prepare({ before, data });
    if (before) data.label = mediathequeLabel({ ...before, ...data } as Mediatheque);
  },

  beforeDelete: refuseInUse,
  beforeDeleteMany: refuseInUse,
};
