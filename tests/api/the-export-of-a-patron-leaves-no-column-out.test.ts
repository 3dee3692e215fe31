import { createHash, randomUUID } from 'node:crypto';
import { addMonths, todayInParis } from '../../src/plugins/rn-subscriptions/shared/calendar-date';
import { GIVEN_NAMES, PERSON_NAMES } from '../../src/plugins/rn-subscriptions/shared/person-fields';
import { tokenIn } from '../helpers/account-link';
import { personOfCanary, tablesNaming } from '../helpers/canary';
import { startApp, type App } from '../helpers/app';
import { quietQueue } from '../helpers/corrections';
import {
  forgotPassword,
  makeAdmin,
  makeMediatheque,
  makePatron,
  saveOf,
  signInPatron,
  signUp,
  storedRegistration,
  type Mediatheque,
  type Registration,
} from '../helpers/people';

const TABLE = {
  accounts: 'up_users',
  registrations: 'rn_registrations',
  history: 'rn_registration_events',
  mails: 'rn_outbox_mails',
  links: 'rn_account_links',
  asked: 'rn_asked_people',
};

const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Strapi’s own of every row. */
const STRAPI = {
  id: 'the number of the row',
  published_at: 'nothing here is a draft: the time it was written, once more',
  created_by_id: 'staff',
  updated_by_id: 'staff',
  locale: 'nothing here is translated: empty',
};
const ROW = {
  ...STRAPI,
  document_id: 'the id of the row, which nothing refers to',
  created_at: 'the time it was written, once more',
  updated_at: 'as created_at',
};

/**
 * What the database holds of a patron, column by column: where it stands in the export, or why it is no datum of the person’s. A new
 * column fails the test until somebody has decided which of the two it is.
 */
const EXPORTED: Record<keyof typeof TABLE, Record<string, string>> = {
  accounts: {
    email: 'email',
    confirmed: 'addressConfirmed',
    blocked: 'blocked',
    new_address: 'newAddress',
    created_at: 'createdAt',
    updated_at: 'updatedAt',
    password_changed_at: 'passwordChangedAt',
    signed_out_at: 'signedOutAt',
  },
  registrations: {
    document_id: 'documentId',
    ...Object.fromEntries(PERSON_NAMES.map((name) => [columnOf(name), name])),
    guardian_name: 'guardian.name',
    guardian_agreed_on: 'guardian.agreedOn',
    guardian_wording: 'guardian.wording',
    language: 'language',
    registered_on: 'registeredOn',
    state: 'state',
    valid_from: 'validFrom',
    expires_on: 'expiresOn',
    decided_on: 'decidedOn',
    deletion_notice_on: 'deletionNoticeOn',
    created_at: 'createdAt',
    updated_at: 'updatedAt',
  },
  history: {
    action: 'action',
    at: 'at',
    actor: 'actor',
    from_state: 'fromState',
    to_state: 'toState',
    fields: 'fields',
    mail: 'mail',
  },
  mails: { kind: 'kind', state: 'state', queued_at: 'queuedAt', sent_at: 'sentAt' },
  links: { sent_at: 'sentAt', used_at: 'usedAt' },
  asked: { document_id: 'documentId', first_name: 'firstName', asked_at: 'askedAt' },
};

const THEIRS = 'of somebody who may be a stranger to the account: shown once its owner says that they are not';

const LEFT_OUT: Record<keyof typeof TABLE, Record<string, string>> = {
  accounts: {
    ...STRAPI,
    document_id: 'the id of the row, which only the ledger of erasures refers to',
    username: 'the address once more',
    provider: '« local » for everybody',
    opened_at: 'the time it was made, once more',
    made_by_subscriptions: 'whose making the account is: the same for all who signed up here',
    password: 'a hash, which would help whoever finds the file',
    reset_password_token: 'a key',
    confirmation_token: 'a key; not used',
  },
  registrations: {
    ...STRAPI,
    mediatheque: 'the export names the library, and not its id',
    version: 'how often the row was written: the history says so',
    search_text: 'name, address and card number once more',
    recorded_state: 'the state once more',
    recorded_valid_from: 'the date of validity once more',
  },
  history: { ...ROW, registration: 'the line stands below its registration', actor_id: 'staff' },
  mails: {
    ...ROW,
    registration: 'the mail stands below its registration',
    account_id: 'the mail stands below the account',
    dedupe_key: 'kind and ids once more',
    language: 'of the registration, or of the page that asked for the mail',
    facts: 'what a mail under way is going to say, of the registration; emptied once it has left',
    attempts: 'how the sending goes',
    next_attempt_at: 'how the sending goes',
    tried_at: 'how the sending goes',
    lease_token: 'how the sending goes',
    lease_until: 'how the sending goes',
    last_error_code: 'how the sending goes',
    with_reason: 'of the decision, which stands in the history: the reason itself is kept nowhere',
    reason_lost: 'how the sending went',
  },
  links: {
    ...ROW,
    hash: 'of a key',
    code_hash: 'of a key',
    address_hash: 'of a key',
    account: 'the link stands below the account',
  },
  asked: {
    ...STRAPI,
    created_at: 'askedAt once more',
    updated_at: 'askedAt once more',
    account: 'the person stands below the account',
    mediatheque: 'the export names the library, and not its id',
    ...Object.fromEntries(GIVEN_NAMES.filter((name) => name !== 'firstName').map((name) => [columnOf(name), THEIRS])),
    guardian_name: THEIRS,
    guardian_wording: THEIRS,
  },
};

let app: App;
let mediatheque: Mediatheque;
const rows = (table: keyof typeof TABLE) => app.sql(TABLE[table]);
const asTime = (time: Date) => (app.database === 'sqlite' ? time.getTime() : time.toISOString());

beforeAll(async () => {
  app = await startApp();
  mediatheque = await makeMediatheque(app);
});
afterAll(() => app.stop());

/** A patron of whom everything is there that may be, with a child on the account: what only time brings about is written by hand. */
const wholePatron = async () => {
  const { documentId, email } = await makePatron(app, mediatheque, personOfCanary(randomUUID()));
  const long = new Date(Date.now() - 60 * 24 * 60 * 60 * 1000);
  await rows('accounts')
    .where({ email })
    .update({ password_changed_at: asTime(long), signed_out_at: asTime(long), new_address: 'bientot@example.com' });
  const patron = await signInPatron(app, email);
  const child = {
    lastName: 'Dupont',
    firstName: 'Noé',
    birthDate: addMonths(todayInParis(), -8 * 12),
    mediatheque: mediatheque.documentId,
    guardianName: 'Hélène Dupont',
    guardianWording: '1',
  };
  await patron.post('/api/rn-subscriptions/registrations/mine', child).expect(201);
  await patron.put(`/api/rn-subscriptions/registrations/mine/${documentId}`, { cardNumber: 'K-78' }).expect(200);
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  const validated = saveOf(await storedRegistration(app, documentId), {
    state: 'validated',
    validFrom: addMonths(todayInParis(), -1),
  });
  await librarian.put(`/rn-subscriptions/registrations/${documentId}`, validated).expect(200);
  await signUp(app, mediatheque, { email, firstName: 'Zoé' }).expect(202);
  await forgotPassword(app, email).expect(200);
  const mail = await app.smtp.mailTo(email, { subject: /^Votre lien/ });
  await rows('links')
    .where({ hash: createHash('sha256').update(tokenIn(mail)).digest('hex') })
    .update({ used_at: asTime(long) });
  await quietQueue(app);
  await rows('registrations')
    .where({ document_id: documentId })
    .update({ deletion_notice_on: addMonths(todayInParis(), -2) });
  const account = await rows('accounts').where({ email }).first();
  const people = await app.strapi.db
    .query('plugin::rn-subscriptions.registration')
    .findMany({ where: { account: { id: account.id } }, orderBy: { id: 'asc' } });
  return { patron, account, people: people.map(({ documentId: id }: Registration): string => id) };
};

/** As the export writes what a database keeps in its own way. */
const exportedOf = (stored: unknown, given: unknown): unknown => {
  if (stored instanceof Date || (typeof stored === 'number' && typeof given === 'string'))
    return new Date(stored).toISOString();
  if (typeof given === 'boolean') return Boolean(stored);
  if (Array.isArray(given) && typeof stored === 'string') return JSON.parse(stored);
  return stored;
};

const at = (given: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | null)?.[name] ?? null, given);

/** Each row of the database stands among those given, in every column that is exported; each given one is a row. */
const expectEach = (table: keyof typeof TABLE, stored: Record<string, unknown>[], given: object[]) => {
  const paths = Object.values(EXPORTED[table]);
  const values = given.map((one) => paths.map((path) => at(one, path)));
  const wanted = stored.map((row) =>
    Object.keys(EXPORTED[table]).map((column, index) =>
      exportedOf(row[column], values.map((one) => one[index]).find((value) => value !== null) ?? null)
    )
  );
  const inOrder = (all: unknown[][]) => all.map((one) => JSON.stringify(one)).sort();
  expect([table, inOrder(values)]).toEqual([table, inOrder(wanted)]);
};

test.each(Object.keys(TABLE) as (keyof typeof TABLE)[])(
  'every column of the %s is exported, or said to be nobody’s datum',
  async (table) => {
    const columns = Object.keys(await app.sql(TABLE[table]).columnInfo());
    expect(columns.sort()).toEqual([...Object.keys(EXPORTED[table]), ...Object.keys(LEFT_OUT[table])].sort());
  }
);

test('the export says of a patron what the database holds, value by value', async () => {
  const { patron, account, people } = await wholePatron();
  const held = (await patron.get('/api/rn-subscriptions/account/export').expect(200)).body;
  expect(held.registrations.map(({ documentId }: { documentId: string }) => documentId)).toEqual(people);
  expectEach('accounts', [account], [held.account]);
  expectEach('registrations', await rows('registrations').whereIn('document_id', people), held.registrations);
  expectEach('mails', await rows('mails').where({ account_id: account.id }).whereNull('registration'), held.mails);
  expectEach('links', await rows('links').where({ account: account.document_id }), held.links);
  expectEach('asked', await rows('asked').where({ account: account.document_id }), held.asked);
  expect(held.asked[0].mediatheque).toBe(mediatheque.label);
  for (const one of held.registrations) {
    const { documentId, history, mails } = one;
    expectEach('mails', await rows('mails').where({ registration: documentId }), mails);
    // The mails that have left are lines of the history, too: from the queue, as long as they stand there.
    expectEach(
      'history',
      await rows('history').where({ registration: documentId }),
      history.filter(({ action }: { action: string }) => action !== 'mailed')
    );
    expect(one.mediatheque).toBe(mediatheque.label);
  }
  // Each of them was there to be compared.
  const seen = (table: keyof typeof TABLE, all: object[]) =>
    Object.values(EXPORTED[table]).filter((path) => all.every((one) => at(one, path) === null));
  expect([
    seen('accounts', [held.account]),
    seen('registrations', held.registrations),
    seen('mails', held.mails),
    seen('links', held.links),
    seen('asked', held.asked),
  ]).toEqual([[], [], [], [], []]);
});

test('no other table names a patron', async () => {
  const { account, people } = await wholePatron();
  expect((await tablesNaming(app, [account.email, account.document_id, ...people])).sort()).toEqual(
    Object.values(TABLE).sort()
  );
});
