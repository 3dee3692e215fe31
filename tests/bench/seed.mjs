import pg from 'pg';
import { cityOf } from './names.mjs';
import { documentIdOf, peopleOf } from './people.mjs';

const LIBRARIES = 220;
const BATCH = 10_000;
/** Mails that have left are kept this long, in days. */
const MAILS_KEPT = 30;
/** Nobody signs in with it: it only has the length of one. */
const PASSWORD_HASH = `$2a$10$${'bench'.repeat(11).slice(0, 53)}`;

const isoOf = (day) => `${day}T09:30:00.000Z`;

/** The rows of all tables that one registration of the bench means. `time` writes an instant as the database keeps it. */
const rowsOf = ({ row, person, role, time, oldestMail }) => {
  const { confirmed, ...registration } = person;
  const id = row + 1;
  const documentId = documentIdOf('r', row);
  const requested = time(isoOf(person.registeredOn));
  const last = time(isoOf(person.decidedOn ?? person.registeredOn));
  const stamps = { created_at: requested, updated_at: last, published_at: last };
  const isDecided = person.state !== 'pending';
  const {
    lastName,
    firstName,
    cardNumber,
    searchText,
    birthDate,
    validFrom,
    expiresOn,
    decidedOn,
    registeredOn,
    ...plain
  } = registration;
  return {
    up_users: {
      id,
      document_id: documentIdOf('u', row),
      username: person.email,
      email: person.email,
      provider: 'local',
      password: PASSWORD_HASH,
      confirmed,
      blocked: false,
      ...stamps,
    },
    up_users_role_lnk: { id, user_id: id, role_id: role, user_ord: id },
    rn_registrations: {
      id,
      document_id: documentId,
      ...plain,
      last_name: lastName,
      first_name: firstName,
      card_number: cardNumber,
      search_text: searchText,
      birth_date: birthDate,
      language: 'fr',
      registered_on: registeredOn,
      valid_from: validFrom,
      recorded_valid_from: validFrom,
      recorded_state: person.state,
      expires_on: expiresOn,
      decided_on: decidedOn,
      version: isDecided ? 2 : 1,
      ...stamps,
    },
    rn_registrations_account_lnk: { id, registration_id: id, user_id: id },
    rn_registration_events: {
      id,
      document_id: documentIdOf('e', row),
      registration: documentId,
      action: isDecided ? 'decided' : 'created',
      actor: isDecided ? 'librarian' : 'patron',
      from_state: isDecided ? 'pending' : null,
      to_state: person.state,
      at: last,
      ...stamps,
    },
    ...(decidedOn && decidedOn >= oldestMail
      ? {
          rn_outbox_mails: {
            id,
            document_id: documentIdOf('m', row),
            kind: person.state,
            dedupe_key: `${person.state}:${documentId}:2`,
            registration: documentId,
            language: 'fr',
            state: 'sent',
            attempts: 0,
            next_attempt_at: Date.parse(isoOf(decidedOn)),
            tried_at: Date.parse(isoOf(decidedOn)),
            lease_until: 0,
            with_reason: false,
            reason_lost: false,
            queued_at: last,
            sent_at: last,
            ...stamps,
          },
        }
      : {}),
  };
};

const batches = function* ({ size, people, role, time, oldestMail }) {
  let batch = {};
  for (let row = 0; row < size; row += 1) {
    for (const [table, values] of Object.entries(rowsOf({ row, person: people(row), role, time, oldestMail })))
      (batch[table] ??= []).push(values);
    if (row % BATCH === BATCH - 1 || row === size - 1) {
      yield batch;
      batch = {};
    }
  }
};

const fillPostgres = async ({ connection, rows, tables }) => {
  const client = new pg.Client({ ...connection, options: `-c search_path=${connection.schema}` });
  await client.connect();
  // Neither foreign keys nor a durable log: this table is filled once, by nobody else.
  await client.query('set session_replication_role = replica; set synchronous_commit = off');
  const { rows: indexes } = await client.query(
    `select x.indexrelid::regclass::text as name, pg_get_indexdef(x.indexrelid) as definition from pg_index x
     where x.indrelid = any($1::regclass[]) and not exists (select from pg_constraint c where c.conindid = x.indexrelid)`,
    [tables]
  );
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (const batch of rows) {
    for (const [table, values] of Object.entries(batch)) {
      const columns = Object.keys(values[0]).join(', ');
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(values)]
      );
    }
  }
  for (const { definition } of indexes) await client.query(definition);
  for (const table of tables) {
    await client.query(`select setval(pg_get_serial_sequence($1, 'id'), coalesce((select max(id) from ${table}), 1))`, [
      table,
    ]);
    await client.query(`vacuum analyze ${table}`);
  }
  await client.end();
};

const fillSqlite = async ({ strapi, rows }) => {
  for (const batch of rows) {
    for (const [table, values] of Object.entries(batch)) {
      const columns = Object.keys(values[0]);
      const read = columns.map((column) => `json_extract(value, '$.${column}')`).join(', ');
      await strapi.db.connection.raw(`insert into ${table} (${columns.join(', ')}) select ${read} from json_each(?)`, [
        JSON.stringify(values),
      ]);
    }
  }
  await strapi.db.connection.raw('analyze');
};

const makeMediatheques = async (strapi) => {
  const documentIds = [];
  for (let number = 0; number < LIBRARIES; number += 1) {
    const { documentId } = await strapi.documents('plugin::rn-subscriptions.mediatheque').create({
      data: {
        code: `B${String(number).padStart(3, '0')}`,
        name: 'Bibliothèque municipale',
        city: cityOf(number),
        postalCode: `60${String(number).padStart(3, '0')}`,
        email: `bibliotheque${number}@example.org`,
      },
    });
    documentIds.push(documentId);
  }
  return documentIds;
};

/**
 * Fills the empty database of `strapi` with `size` registrations of 220 libraries, each with its account, a line of
 * history, and a mail that has left where it was decided within thirty days. The same for the same day, on every
 * database. Returns the libraries' documentIds, the largest first.
 */
export const seed = async ({ strapi, size }) => {
  const mediatheques = await makeMediatheques(strapi);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format();
  const people = peopleOf({ size, mediatheques, today });
  const { id: role } = await strapi.db
    .query('plugin::users-permissions.role')
    .findOne({ where: { type: 'authenticated' } });
  const isPostgres = strapi.db.dialect.client === 'postgres';
  const time = isPostgres ? (iso) => iso : (iso) => Date.parse(iso);
  const oldestMail = new Date(Date.parse(today) - MAILS_KEPT * 86_400_000).toISOString().slice(0, 10);
  const rows = batches({ size, people, role, time, oldestMail });
  if (!isPostgres) await fillSqlite({ strapi, rows });
  else {
    const { host, port, user, password, database, schema } = strapi.config.get('database.connection.connection');
    const tables = [
      'up_users',
      'up_users_role_lnk',
      'rn_registrations',
      'rn_registrations_account_lnk',
      'rn_registration_events',
      'rn_outbox_mails',
    ];
    await fillPostgres({ connection: { host, port, user, password, database, schema }, rows, tables });
  }
  return mediatheques;
};
