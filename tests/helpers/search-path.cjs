const { Client } = require('pg');

/** What Strapi says to each new session: in which schema names are looked for. */
const SET = /^SET search_path TO "/;
const FORGET = 'reset search_path';

/** Strapi's own: the one question of a running server that names a table without its schema, when a relation is written. */
const OF_STRAPI = /\(select "id" from ("\w+") where "document_id" in \(select "document_id" from \1 where/;

let isForgotten = false;
const send = Client.prototype.query;

const textOf = (text) => {
  const schema = `"${process.env.DATABASE_SCHEMA}"`;
  if (SET.test(text)) return FORGET;
  return text.replace(
    OF_STRAPI,
    `(select "id" from ${schema}.$1 where "document_id" in (select "document_id" from ${schema}.$1 where`
  );
};

Client.prototype.query = function (query, ...more) {
  const given =
    isForgotten && typeof query?.text === 'string' ? Object.assign(query, { text: textOf(query.text) }) : query;
  return send.call(this, given, ...more);
};

/**
 * Has the sessions of this application look for names where its database says, and so not in its schema, from the plugin's first query on: Strapi's
 * own words to them are lost behind a pooler that hands out sessions by the transaction, and what is asked without its schema is asked of
 * nobody's table, or of another installation's. (Strapi itself needs them for what puts tables right at a start.)
 */
exports.forgetSearchPath = (strapi) => {
  isForgotten = false;
  const forget = async () => {
    if (strapi.db.dialect.client !== 'postgres') return;
    const { client } = strapi.db.connection;
    isForgotten = true;
    const all = Array.from({ length: client.pool.numFree() }, () => client.acquireConnection());
    for (const session of await Promise.all(all)) {
      await strapi.db.connection.raw(FORGET).connection(session);
      await client.releaseConnection(session);
    }
  };
  const register = strapi.register.bind(strapi);
  strapi.register = async () => {
    await register();
    strapi.hook('strapi::content-types.afterSync').register(forget);
    return strapi;
  };
};
