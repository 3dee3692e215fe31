import { createRequire } from 'node:module';
import { bootStrapi, closeStrapi } from '../boot.mjs';
import { ADMINS, NETWORK_ROLE, PASSWORD, PATRONS } from './accounts.mjs';
import { makeAccounts } from './people.mjs';

// Fills an empty database with the made-up network of the demo.

const require = createRequire(import.meta.url);
const MEDIATHEQUES = require('./mediatheques.json');
const RESOURCES = require('./digital-resources.json');

const MEDIATHEQUE = 'plugin::rn-subscriptions.mediatheque';
const REGISTRATION = 'plugin::rn-subscriptions.registration';
const EVENT = 'plugin::rn-subscriptions.registration-event';
const OUTBOX_MAIL = 'plugin::rn-subscriptions.outbox-mail';
/** Requests whose mails wait for the demo's first start, so that its inbox is not empty. */
const FRESH_REQUESTS = 3;

const strapi = await bootStrapi();

const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format();
const daysAgo = (days) => new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
const yearBefore = (date) => `${Number(date.slice(0, 4)) - 1}${date.slice(4)}`.replace(/02-29$/, '02-28');

const createAdmins = async () => {
  const roles = strapi.service('admin::role');
  const { mediatheques: _linked, ...networkRole } = NETWORK_ROLE;
  const role = await roles.create(networkRole);
  const librarian = await strapi.db
    .query('admin::role')
    .findOne({ where: { code: 'rn-librarian' }, populate: { permissions: true } });
  await roles.addPermissions(
    role.id,
    librarian.permissions.map(({ action, subject, properties, conditions }) => ({
      action,
      subject,
      properties,
      conditions,
    }))
  );

  const ids = new Map();
  for (const { what: _what, mediatheques: _mediatheques, role: code, ...user } of ADMINS) {
    const { id: roleId } = await strapi.db.query('admin::role').findOne({ where: { code } });
    const { id } = await strapi
      .service('admin::user')
      .create({ ...user, password: PASSWORD, isActive: true, roles: [roleId], preferedLanguage: 'fr' });
    ids.set(user.email, id);
  }
  return { networkRoleId: role.id, ids };
};

const createMediatheques = async ({ networkRoleId, ids }) => {
  const documentIds = new Map();
  for (const mediatheque of MEDIATHEQUES) {
    const librarians = ADMINS.filter(({ mediatheques }) => mediatheques?.includes(mediatheque.code)).map(({ email }) =>
      ids.get(email)
    );
    const roles = NETWORK_ROLE.mediatheques.includes(mediatheque.code) ? [networkRoleId] : [];
    const { documentId } = await strapi.documents(MEDIATHEQUE).create({ data: { ...mediatheque, librarians, roles } });
    documentIds.set(mediatheque.code, documentId);
  }
  return documentIds;
};

/** Creates a request and takes its decision by the hooks that hold for everybody. */
const createRegistration = async ({ person, email, account, mediatheque }) => {
  const { status, registeredAgo, validAgo, mediatheque: _code, ...data } = person;
  const registrations = strapi.db.query(REGISTRATION);
  const created = await registrations.create({
    data: { ...data, email, account, mediatheque, registeredOn: daysAgo(registeredAgo) },
  });
  if (status === 'pending') return { ...created, status };
  const decision = status === 'refused' ? { state: 'refused' } : { state: 'validated', validFrom: daysAgo(validAgo) };
  return { ...(await registrations.update({ where: { id: created.id }, data: decision })), status };
};

const createPatrons = async (documentIds) => {
  const role = await strapi.db.query('plugin::users-permissions.role').findOne({ where: { type: 'authenticated' } });
  // Hashing is slow on purpose: once for all.
  const { password } = await strapi
    .plugin('users-permissions')
    .service('user')
    .ensureHashedPasswords({ password: PASSWORD });
  const accounts = [...PATRONS, ...makeAccounts(MEDIATHEQUES.filter(({ active }) => active !== false))];
  const registrations = [];
  for (const { email, people, confirmed = true } of accounts) {
    const account = await strapi.db.query('plugin::users-permissions.user').create({
      data: {
        username: email,
        email,
        password: confirmed ? password : null,
        provider: 'local',
        confirmed,
        blocked: false,
        role: role.id,
      },
    });
    const [parent, ...others] = people;
    // Kept of those only who were minors on the day of their request.
    const agreement = { guardianName: `${parent.firstName} ${parent.lastName}`, guardianWording: '1' };
    for (const person of [parent, ...others.map((other) => ({ ...other, ...agreement }))]) {
      registrations.push(
        await createRegistration({
          person,
          email,
          account: account.id,
          mediatheque: documentIds.get(person.mediatheque),
        })
      );
    }
  }
  return registrations;
};

/** Gives the history the days of what it tells, and makes subscriptions expire: no decision can be taken that has expired already. */
const dateBack = async (registrations) => {
  const knex = strapi.db.connection;
  const tableOf = (uid) => strapi.db.metadata.get(uid).tableName;
  for (const { id, documentId, status, registeredOn, validFrom, expiresOn, guardianAgreedOn } of registrations) {
    const shift = status === 'expired' ? yearBefore : (date) => date;
    const decidedOn = validFrom && validFrom > registeredOn ? validFrom : registeredOn;
    for (const [action, date] of [
      ['created', registeredOn],
      ['decided', decidedOn],
    ]) {
      const at = new Date(`${shift(date)}T09:30:00Z`);
      await strapi.db.query(EVENT).updateMany({ where: { registration: documentId, action }, data: { at } });
    }
    if (status !== 'expired') continue;
    const values = {
      registered_on: shift(registeredOn),
      valid_from: shift(validFrom),
      recorded_valid_from: shift(validFrom),
      expires_on: shift(expiresOn),
      guardian_agreed_on: guardianAgreedOn && shift(guardianAgreedOn),
    };
    await knex(tableOf(REGISTRATION)).where({ id }).update(values);
  }
};

const forgetMails = async (registrations) => {
  const fresh = registrations
    .filter(({ status }) => status === 'pending')
    .slice(0, FRESH_REQUESTS)
    .map(({ documentId }) => documentId);
  await strapi.db.query(OUTBOX_MAIL).deleteMany({ where: { registration: { $notIn: fresh } } });
};

const documentIds = await createMediatheques(await createAdmins());
for (const data of RESOURCES) await strapi.documents('api::digital-resource.digital-resource').create({ data });
const registrations = await strapi.db.transaction(() => createPatrons(documentIds));
await dateBack(registrations);
await forgetMails(registrations);

await closeStrapi(strapi);
process.exit(0);
