import type { App } from '../../helpers/app';
import { personOfCanary } from '../../helpers/canary';
import { makeAdmin, makeMediatheque, makePatron, signIn, type Mediatheque } from '../../helpers/people';
import { until } from '../../helpers/until';

type Ids = { id: number; documentId: string };

/** One library with its patron, and every string of theirs that nobody else may read. */
export type Side = {
  name: string;
  mediatheque: Mediatheque & { id: number };
  registration: Ids;
  event: Ids;
  mail: Ids;
  account: Ids;
  librarian: Ids & { token: string };
  patronToken: string;
  /** what stands in the patron's registration, account, history and mails */
  personal: string[];
  /** what nobody at all may read: hashes and tokens of the account and of the librarian */
  secret: string[];
  /** private values, by the column's name in the API, to be guessed at */
  guess: { registration: Record<string, string>; account: Record<string, string>; adminUser: Record<string, string> };
};

const REGISTRATION = 'plugin::rn-subscriptions.registration';

/** A library of `name`, its librarian and its patron, with a canary in every personal and every secret field. */
export const makeSide = async (app: App, name: string, birthDate: string): Promise<Side> => {
  const { db } = app.strapi;
  const canary = (field: string) => `canari${name}${field}`;
  const made = await makeMediatheque(app, { city: `Ville ${name}`, code: `CODE-${name}` });
  const mediatheque = await db
    .query('plugin::rn-subscriptions.mediatheque')
    .findOne({ where: { documentId: made.documentId } });
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [made] });
  const person = personOfCanary(canary(''), birthDate);
  const guardianName = canary('responsable');
  const { documentId } = await makePatron(app, made, person);
  // A child's birth date would not stay one; what is looked for is the column.
  await app
    .sql('rn_registrations')
    .where({ document_id: documentId })
    .update({ guardian_name: guardianName, guardian_wording: '1', guardian_agreed_on: '2026-01-07' });
  const patronToken = (await signIn(app, person.email).expect(200)).body.jwt;
  const mails = () =>
    db.query('plugin::rn-subscriptions.outbox-mail').findMany({ where: { registration: documentId } });
  await until(mails, (all) => all.length > 0 && all.every(({ state }) => state === 'sent'));

  const { account, ...registration } = await db
    .query(REGISTRATION)
    .findOne({ where: { documentId }, populate: ['account'] });
  const [event] = await db
    .query('plugin::rn-subscriptions.registration-event')
    .findMany({ where: { registration: documentId } });
  // Failed, since what has left is not sent again, whoever asks.
  const [{ id: failing }] = await mails();
  await db
    .query('plugin::rn-subscriptions.outbox-mail')
    .updateMany({ where: { id: failing }, data: { state: 'failed', lastErrorCode: 'EENVELOPE RCPT 550' } });
  const mail = (await mails()).find(({ id }) => id === failing)!;
  const tokens = { resetPasswordToken: canary('lien'), confirmationToken: canary('confirmation') };
  await app
    .sql('up_users')
    .where({ id: account.id })
    .update({ reset_password_token: tokens.resetPasswordToken, confirmation_token: tokens.confirmationToken });
  const adminTokens = { resetPasswordToken: canary('lienagent'), registrationToken: canary('invitation') };
  await app.sql('admin_users').where({ id: librarian.id }).update({
    reset_password_token: adminTokens.resetPasswordToken,
    registration_token: adminTokens.registrationToken,
  });
  const adminUser = await db.query('admin::user').findOne({ where: { id: librarian.id } });

  return {
    name,
    mediatheque,
    registration,
    event,
    mail,
    account,
    librarian: { ...adminUser, token: librarian.token },
    patronToken,
    personal: [
      ...Object.values(person),
      guardianName,
      registration.documentId,
      event.documentId,
      mail.documentId,
      account.documentId,
    ],
    secret: [account.password, adminUser.password, ...Object.values(tokens), ...Object.values(adminTokens)],
    guess: {
      registration: { ...person, guardianName, searchText: person.lastName, mediatheque: made.documentId },
      account: { email: person.email, password: account.password, ...tokens },
      adminUser: { password: adminUser.password, ...adminTokens },
    },
  };
};

/** Two rows each, made by the two librarians, of what editors and coordinators list: something to put in an order. */
export const makeContents = async (app: App, sides: Side[]): Promise<void> => {
  const { db } = app.strapi;
  for (const [index, { name, librarian }] of sides.entries()) {
    const by = { createdBy: librarian.id, updatedBy: librarian.id };
    const documentId = `contents${name}`.padEnd(24, '0');
    await db
      .query('api::digital-resource.digital-resource')
      .create({ data: { documentId, name, category: 'presse', address: 'https://example.org/', ...by } });
    await db.query('plugin::rn-subscriptions.mail-template').create({
      data: { documentId, kind: 'receipt', language: ['fr', 'en'][index], subject: name, body: name, ...by },
    });
    await db
      .query('plugin::upload.folder')
      .create({ data: { documentId, name, path: `/${index + 1}`, pathId: index + 1, ...by } });
    const file = {
      name,
      hash: name,
      ext: '.png',
      mime: 'image/png',
      size: 1,
      url: `/uploads/${name}.png`,
      provider: 'local',
      folderPath: '/',
    };
    await db.query('plugin::upload.file').create({ data: { documentId, ...file, ...by } });
    await db
      .query('plugin::rn-subscriptions.mediatheque')
      .update({ where: { id: sides[index].mediatheque.id }, data: by });
    // Their numbers must not be those of somebody's registration.
    for (const table of ['files', 'upload_folders'])
      await app
        .sql(table)
        .where({ document_id: documentId })
        .update({ id: 5000 + index });
  }
};

/** A librarian of `side` who also holds, by somebody's mistake, every grant of the Content Manager on the plugin's types. */
export const makeMistakenLibrarian = async (app: App, side: Side): Promise<string> => {
  const { strapi } = app;
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [side.mediatheque] });
  const mistake = await strapi
    .service('admin::role')
    .create({ name: 'Par erreur', code: 'par-erreur', description: '' });
  const types = Object.values(strapi.contentTypes).filter(({ uid }) => uid.startsWith('plugin::rn-subscriptions.'));
  await strapi.service('admin::role').addPermissions(
    mistake.id,
    types.flatMap(({ uid, attributes }) =>
      ['create', 'read', 'update', 'delete', 'publish'].map((verb) => ({
        action: `plugin::content-manager.explorer.${verb}`,
        subject: uid,
        properties: { fields: Object.keys(attributes) },
        conditions: [],
      }))
    )
  );
  const role = await strapi.db.query('admin::role').findOne({ where: { code: 'rn-librarian' } });
  await strapi.service('admin::user').updateById(librarian.id, { roles: [role.id, mistake.id] });
  return librarian.token;
};

const TABLES = [
  'rn_registrations',
  'rn_registrations_account_lnk',
  'rn_registration_events',
  'rn_outbox_mails',
  'rn_mediatheques_librarians_lnk',
  'up_users',
  'admin_users_roles_lnk',
];

/** That a walker ended its own sessions, which it may, and when a row was last written. */
const OWN_SIGN_OUT = ['signed_out_at', 'updated_at'];

/** What the database holds of everybody's patrons, and who works where, as text. */
export const rowsOfPeople = async (app: App): Promise<string> => {
  const withoutOwn = (table: string, row: object) =>
    table === 'up_users'
      ? Object.fromEntries(Object.entries(row).filter(([column]) => !OWN_SIGN_OUT.includes(column)))
      : row;
  const tables = await Promise.all(
    TABLES.map(async (table) => [table, (await app.sql(table).orderBy('id')).map((row) => withoutOwn(table, row))])
  );
  return JSON.stringify(tables, null, 1);
};
