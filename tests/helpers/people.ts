import { randomUUID } from 'node:crypto';
import { PERSON_FIELDS, PERSON_NAMES, type Person } from '../../src/plugins/rn-subscriptions/shared/person-fields';
import type { App } from './app';
import { documentsOf } from './documents';

export const PASSWORD = 'Parfum-de-lavande-7';

let count = 0;
const next = () => (count += 1);

export type Mediatheque = { id: number; documentId: string; label: string; email: string };

/** A library of the network. */
export const makeMediatheque = async (app: App, data: Record<string, unknown> = {}): Promise<Mediatheque> => {
  const number = next();
  return documentsOf<Mediatheque>(app, 'plugin::rn-subscriptions.mediatheque').create({
    data: {
      code: `B${number}`,
      name: 'Bibliothèque municipale',
      city: `Ville-${number}`,
      email: `biblio${number}@example.org`,
      ...data,
    },
  });
};

/** An admin user with the role of this code, signed in; the answer is a function that makes requests as that user. */
export const makeAdmin = async (
  app: App,
  input: { role: string; mediatheques?: Mediatheque[]; language?: 'fr' | 'en' }
) => {
  const { role, mediatheques = [], language = 'fr' } = input;
  const found = await app.strapi.db.query('admin::role').findOne({ where: { code: role } });
  const email = `${role}-${next()}@example.org`;
  const user = await app.strapi.service('admin::user').create({
    firstname: 'Agent',
    lastname: role,
    email,
    password: PASSWORD,
    isActive: true,
    roles: [found.id],
    preferedLanguage: language,
  });
  for (const { documentId } of mediatheques) {
    await documentsOf(app, 'plugin::rn-subscriptions.mediatheque').update({
      documentId,
      data: { librarians: { connect: [user.id] } },
    });
  }
  return { ...(await signInAdmin(app, email)), id: user.id as number, email };
};

export type Admin = Awaited<ReturnType<typeof makeAdmin>>;

/** Signs an admin user in and returns requests made with the token. */
export const signInAdmin = async (app: App, email: string) => {
  const answer = await app.http().post('/admin/login').send({ email, password: PASSWORD }).expect(200);
  const token = answer.body.data.accessToken ?? answer.body.data.token;
  const as = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    app.http()[method](path).set('Authorization', `Bearer ${token}`);
  return {
    token: token as string,
    get: (path: string) => as('get', path),
    post: (path: string, body?: object) => as('post', path).send(body),
    put: (path: string, body?: object) => as('put', path).send(body),
    delete: (path: string) => as('delete', path),
  };
};

/** What a patron sends to sign up. */
export const signUpData = (mediatheque: { documentId: string }, data: Record<string, unknown> = {}) => ({
  lastName: 'Dupont',
  firstName: 'Hélène',
  email: `patron-${randomUUID()}@example.com`,
  birthDate: '1984-05-17',
  mediatheque: mediatheque.documentId,
  ...data,
});

/** Signs somebody up through the website; `data` as in {@link signUpData}. */
export const signUp = (app: App, mediatheque: { documentId: string }, data: Record<string, unknown> = {}) =>
  app.http().post('/api/rn-subscriptions/registrations').send(signUpData(mediatheque, data));

export type Registration = Person & {
  id: number;
  documentId: string;
  version: number;
  state: string;
  expiresOn: string | null;
};

const REGISTRATION = 'plugin::rn-subscriptions.registration';
const ACCOUNT = 'plugin::users-permissions.user';

/** The account of an address as it is stored, or null. */
export const accountOf = (app: App, email: string) => app.strapi.db.query(ACCOUNT).findOne({ where: { email } });

/** As the mailed link does, quicker: its own tests go the whole way. */
export const openAccount = async (app: App, email: string) => {
  const { password } = await app.strapi
    .plugin('users-permissions')
    .service('user')
    .ensureHashedPasswords({ password: PASSWORD });
  await app.strapi.db.query(ACCOUNT).update({ where: { email }, data: { password, confirmed: true } });
};

/** A patron who signed up through the website and opened the account with {@link PASSWORD}, unless told otherwise; the answer is the registration as it is stored. */
export const makePatron = async (
  app: App,
  mediatheque: { documentId: string },
  data: Record<string, unknown> = {},
  { confirmed = true }: { confirmed?: boolean } = {}
): Promise<Registration> => {
  const given = signUpData(mediatheque, data);
  await signUp(app, mediatheque, given).expect(202);
  const email = given.email.toLowerCase();
  if (confirmed) await openAccount(app, email);
  return app.strapi.db.query(REGISTRATION).findOne({ where: { email } });
};

/**
 * A registration that nobody typed, quicker than a sign-up. `columns` (names as in the database) are written past the
 * rules, for what only time brings about: an expired subscription.
 */
export const makeRegistration = async (
  app: App,
  mediatheque: { documentId: string },
  data: Record<string, unknown> = {},
  columns: Record<string, unknown> = {}
): Promise<Registration> => {
  const { id, documentId } = await documentsOf(app, REGISTRATION).create({ data: signUpData(mediatheque, data) });
  // As if the history knew: no start of a server completes it.
  const recorded = {
    ...('state' in columns ? { recorded_state: columns.state } : {}),
    ...('valid_from' in columns ? { recorded_valid_from: columns.valid_from } : {}),
  };
  if (Object.keys(columns).length > 0)
    await app
      .sql('rn_registrations')
      .where({ id })
      .update({ ...columns, ...recorded });
  return storedRegistration(app, documentId);
};

/** A registration as it is stored now. */
export const storedRegistration = (app: App, documentId: string) =>
  app.strapi.db.query(REGISTRATION).findOne({ where: { documentId } });

/** Somebody else changes a registration. */
export const changeRegistration = (app: App, documentId: string, data: Record<string, unknown>) =>
  documentsOf(app, REGISTRATION).update({ documentId, data });

/** What the form of the website sends to sign a patron in. */
export const signIn = (app: App, identifier: string, password = PASSWORD) =>
  app.http().post('/api/auth/local').send({ identifier, password });

/** Asks for the mail of « mot de passe oublié ». */
export const forgotPassword = (app: App, email: string) => app.http().post('/api/auth/forgot-password').send({ email });

/** Signs a patron in and returns requests made with the token. */
export const signInPatron = async (app: App, email: string) => {
  const answer = await signIn(app, email).expect(200);
  const as = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    app.http()[method](path).set('Authorization', `Bearer ${answer.body.jwt}`);
  return {
    get: (path: string) => as('get', path),
    post: (path: string, body?: object) => as('post', path).send(body),
    put: (path: string, body?: object) => as('put', path).send(body),
    delete: (path: string, body?: object) => as('delete', path).send(body),
  };
};

const REQUIRED = PERSON_NAMES.filter((name) => PERSON_FIELDS[name].required);

/** What the librarian's window sends back when it was opened on this registration. */
export const saveOf = (
  registration: Person & { version: number; state: string },
  data: Record<string, unknown> = {}
): Record<string, unknown> => ({
  version: registration.version,
  ...Object.fromEntries(REQUIRED.map((name) => [name, registration[name]])),
  state: registration.state,
  ...data,
});
