import fs from 'node:fs';
import path from 'node:path';
import type { Knex } from 'knex';
import { Client } from 'pg';
import request from 'supertest';
import { ROOT, startApp } from './app';
import { TEST_SEARCH_PATH } from './database';
import { placesOf } from './canary';
import { makeAdmin, makeMediatheque, makeRegistration, saveOf, type Registration } from './people';
import { startScriptedSmtp } from './scripted-smtp';
import type { ServerProcess } from './server-process';
import { until } from './until';

/** What `npm run test:faults` makes its table of. */
export const FINDINGS = path.join(ROOT, '.tmp/faults.jsonl');

/** Writes down what the running test has proven: of which fault, what is promised, and what was counted. */
export const proven = (finding: { fault: string; promise: string; measured: string }) => {
  const { testPath, currentTestName } = expect.getState();
  fs.mkdirSync(path.dirname(FINDINGS), { recursive: true });
  fs.appendFileSync(
    FINDINGS,
    `${JSON.stringify({ ...finding, file: path.relative(ROOT, testPath!), test: currentTestName })}\n`
  );
};

/** A reason that must be found in mails, and nowhere else. */
export const REASON = 'CANARI-FAUTE-91c';

export type OutboxRow = {
  state: string;
  attempts: number;
  last_error_code: string | null;
  lease_token: string | null;
  reason_lost: boolean;
};

/**
 * A network whose application mails nothing itself: it does not listen. The servers under test are processes of their own
 * on its database, and send to a server that fails as its script says.
 */
export const startNetwork = async (env: Record<string, string> = {}) => {
  const smtp = await startScriptedSmtp();
  const app = await startApp({
    env: { SMTP_PORT: String(smtp.port), SMTP_USERNAME: 'mdo', SMTP_PASSWORD: 'a-password', ...env },
  });
  const mediatheque = await makeMediatheque(app);
  const librarian = await makeAdmin(app, { role: 'rn-librarian', mediatheques: [mediatheque] });
  // The request that signed her in made the application listen.
  await app.strapi.plugin('rn-subscriptions').service('dispatcher').stop();
  const rows = () => app.strapi.db.getConnection('rn_outbox_mails');
  const answers: string[] = [];
  /** In one transaction: no server sees the first mails as waiting. */
  const madeToWait = async (): Promise<Registration> =>
    // Strapi's types know of no answer, and give that of the callback.
    app.strapi.db.transaction(async ({ trx }: { trx: Knex.Transaction }) => {
      const made = await makeRegistration(app, mediatheque);
      await rows()
        .transacting(trx)
        .where({ registration: made.documentId })
        .update({ state: 'sent', sent_at: new Date().toISOString() });
      return made;
    }) as unknown as Registration;

  return {
    app,
    smtp,
    mediatheque,
    /** Patrons who wait, `count` of them, and whose first mails have been sent already. */
    waiting: (count: number): Promise<Registration[]> => Promise.all(Array.from({ length: count }, madeToWait)),
    librarian,
    /** Refuses a patron on this server, with the reason that must stay nowhere. */
    refuse: async (server: ServerProcess, { documentId }: Registration) => {
      const as = (method: 'get' | 'put') =>
        request(server.address)
          [method](`/rn-subscriptions/registrations/${documentId}`)
          .set('Authorization', `Bearer ${librarian.token}`);
      const opened = (await as('get').expect(200)).body.data;
      const answer = await as('put').send(saveOf(opened, { state: 'refused', refusalReason: REASON }));
      answers.push(answer.text);
      return answer;
    },
    /** The queue's row for the refusal of this patron, once it is as wanted. */
    row: ({ documentId }: Registration, wanted: (row: OutboxRow) => boolean, patience = 60_000): Promise<OutboxRow> =>
      until<OutboxRow>(() => rows().where({ registration: documentId, kind: 'refused' }).first(), wanted, patience),
    /** The copies of a patron's mail that the server has taken. */
    copies: ({ email }: Registration) => smtp.accepted.filter(({ to }) => to === email),
    unsent: async (): Promise<number> =>
      Number((await rows().whereNot({ state: 'sent' }).count({ count: '*' }).first())?.count),
    /** Where the reason is at rest: `[]`, or the rule is broken. */
    placesOfReason: (servers: ServerProcess[]) =>
      placesOf({
        app,
        words: REASON,
        texts: { answers: answers.join('\n'), logs: servers.map((server) => server.logs()).join('\n') },
      }),
    stop: async () => {
      await app.stop();
      await smtp.stop();
    },
  };
};

export type Network = Awaited<ReturnType<typeof startNetwork>>;

/** A connection of the test's own to the network's database, to hold locks with. */
export const connect = async (): Promise<Client> => {
  const client = new Client({
    host: '127.0.0.1',
    port: Number(process.env.DATABASE_PORT),
    user: process.env.DATABASE_USERNAME,
    password: process.env.DATABASE_PASSWORD,
    database: process.env.DATABASE_NAME,
    options: `-c search_path=${TEST_SEARCH_PATH.replaceAll(' ', '\\ ')}`,
  });
  await client.connect();
  return client;
};
