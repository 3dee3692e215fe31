import { randomUUID } from 'node:crypto';
import type { App } from './app';

export const PASSWORD = 'Parfum-de-lavande-7';

let count = 0;
const next = () => (count += 1);

export type Mediatheque = { documentId: string; label: string; email: string };

/** A library of the network. */
export const makeMediatheque = async (app: App, data: Record<string, unknown> = {}): Promise<Mediatheque> => {
  const number = next();
  return (await app.strapi.documents('plugin::rn-subscriptions.mediatheque' as any).create({
    data: {
      code: `B${number}`,
      name: 'Bibliothèque municipale',
      city: `Ville-${number}`,
      email: `biblio${number}@example.org`,
      ...data,
    } as any,
  })) as unknown as Mediatheque;
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
    await app.strapi.documents('plugin::rn-subscriptions.mediatheque' as any).update({
      documentId,
      data: { librarians: { connect: [user.id] } } as any,
    });
  }
  return { ...(await signInAdmin(app, email)), id: user.id as number, email };
};

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

export type Registration = {
  id: number;
  documentId: string;
  email: string;
  version: number;
  state: string;
  expiresOn: string | null;
};

/** As the mailed link does, quicker: its own tests go the whole way. */
export const openAccount = async (app: App, email: string) => {
  const { password } = await app.strapi
    .plugin('users-permissions')
    .service('user')
    .ensureHashedPasswords({ password: PASSWORD });
  await app.strapi.db
    .query('plugin::users-permissions.user')
    .update({ where: { email }, data: { password, confirmed: true } });
};

/** A patron who signed up through the website and opened the account with {@link PASSWORD}, unless told otherwise; the answer is the registration as it is stored. */
export const makePatron = async (
  app: App,
  mediatheque: { documentId: string },
  data: Record<string, unknown> = {},
  { confirmed = true }: { confirmed?: boolean } = {}
): Promise<Registration> => {
  const request = signUpData(mediatheque, data);
  await app.http().post('/api/rn-subscriptions/registrations').send(request).expect(202);
  if (confirmed) await openAccount(app, request.email.toLowerCase());
  return app.strapi.db
    .query('plugin::rn-subscriptions.registration')
    .findOne({ where: { email: request.email.toLowerCase() } });
};

const REGISTRATION = 'plugin::rn-subscriptions.registration' as any;

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
  const { id, documentId } = await app.strapi
    .documents(REGISTRATION)
    .create({ data: signUpData(mediatheque, data) as any });
  // As if the history knew: no start of a server completes it.
  const recorded = {
    ...('state' in columns ? { recorded_state: columns.state } : {}),
    ...('valid_from' in columns ? { recorded_valid_from: columns.valid_from } : {}),
  };
  if (Object.keys(columns).length > 0)
    await app.strapi.db
      .connection('rn_registrations')
      .where({ id })
      .update({ ...columns, ...recorded });
  return storedRegistration(app, documentId);
};

/** A registration as it is stored now. */
export const storedRegistration = (app: App, documentId: string) =>
  app.strapi.db.query(REGISTRATION).findOne({ where: { documentId } });

/** Somebody else changes a registration. */
export const changeRegistration = (app: App, documentId: string, data: Record<string, unknown>) =>
  app.strapi.documents(REGISTRATION).update({ documentId, data: data as any });

/** Signs a patron in and returns requests made with the token. */
export const signInPatron = async (app: App, email: string) => {
  const answer = await app.http().post('/api/auth/local').send({ identifier: email, password: PASSWORD }).expect(200);
  const as = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    app.http()[method](path).set('Authorization', `Bearer ${answer.body.jwt}`);
  return {
    get: (path: string) => as('get', path),
    post: (path: string, body?: object) => as('post', path).send(body),
    put: (path: string, body?: object) => as('put', path).send(body),
    delete: (path: string, body?: object) => as('delete', path).send(body),
  };
};

/** What the librarian's window sends back when it was opened on this registration. */
export const saveOf = (registration: any, data: Record<string, unknown> = {}) => ({
  version: registration.version,
  lastName: registration.lastName,
  firstName: registration.firstName,
  email: registration.email,
  birthDate: registration.birthDate,
  state: registration.state,
  ...data,
});
