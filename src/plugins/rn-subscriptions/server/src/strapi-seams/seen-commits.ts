import type { Knex } from 'knex';
import type { Core } from '@strapi/strapi';
import { seeCommit } from '../database/seen-commit';

type Given = { trx: Knex.Transaction };
type Begun = { get: () => Knex.Transaction };

/**
 * Lets every transaction of this Strapi end well only where its commit was seen to succeed: libraries, templates and admin users
 * saved on Strapi's own screens, and accounts. Where `dedicated`: it changes how the whole application is answered.
 */
export const seeCommits = ({ db }: Core.Strapi): void => {
  const begin = db.transaction.bind(db) as (work?: (given: Given) => unknown) => Promise<Begun>;
  const seen = async (work?: (given: Given) => unknown) => {
    // Whoever began it sees to its commit.
    if (db.inTransaction()) return begin(work);
    if (work) return begin((given) => work({ ...given, trx: seeCommit(given.trx) }));
    const begun = await begin();
    seeCommit(begun.get());
    return begun;
  };
  db.transaction = seen as typeof db.transaction;
};
