import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { Readable } from 'node:stream';
import { PLUGIN_ID } from '../../../shared/permissions';
import { isDedicated } from '../installation/dedicated';
import { HIDDEN_UIDS, UIDS } from '../uids';

/** How Strapi calls the strategy of API tokens; it had the shorter name before 5.4x. */
const TOKEN_STRATEGIES = ['content-api-token', 'api-token'];

type State = { auth?: { strategy?: { name?: string } }; route?: { info?: { pluginName?: string; apiName?: string } } };

const requestState = (strapi: Core.Strapi): State | undefined =>
  (strapi.requestContext.get() as Context | undefined)?.state as State | undefined;

const isToken = (state: State | undefined): boolean => TOKEN_STRATEGIES.includes(state?.auth?.strategy?.name ?? '');

/**
 * Whether the request under way came by a door that shows whatever content type it is asked for: GraphQL, `/mcp`, the Content Manager, a
 * plugin that nobody has written yet. Known doors are our own routes, the code of the host's APIs, and what no request began.
 */
const isForeignDoor = (strapi: Core.Strapi): boolean => {
  const state = requestState(strapi);
  if (!state || state.route?.info?.pluginName === PLUGIN_ID) return false;
  return isToken(state) || state.route?.info?.apiName === undefined;
};

/** What generic doors read and write by: the plugin itself never does, so that whoever comes this way in a request is a stranger. */
const closeDocuments = (strapi: Core.Strapi): void => {
  strapi.documents.use((context, next) => {
    if (HIDDEN_UIDS.includes(context.uid) && isForeignDoor(strapi)) throw new errors.NotFoundError();
    return next();
  });
};

type GraphqlExtension = { shadowCRUD(uid: string): { disable(): void } };

/** Where the host has GraphQL: it makes queries and mutations for every content type there is, ours among them; the website's API has the routes of what it shows. */
export const closeGraphql = ({ plugins }: { plugins: object }): void => {
  const extension = (plugins as { graphql?: { service(name: string): GraphqlExtension } }).graphql?.service(
    'extension'
  );
  for (const uid of Object.values(UIDS)) if (uid !== UIDS.account) extension?.shadowCRUD(uid).disable();
};

/** Strapi sends `entry.*` with the whole entry to every webhook and every listener there is. */
const closeEvents = (strapi: Core.Strapi, uids: string[]): void => {
  const { eventHub } = strapi;
  const emit = eventHub.emit.bind(eventHub);
  eventHub.emit = async (name, ...details) => {
    const { uid } = (details[0] ?? {}) as { uid?: string };
    if (!uid || !uids.includes(uid)) await emit(name, ...details);
  };
};

// eslint-disable-next-line require-yield -- a stream that says why there is none
async function* kept(uid: string): AsyncGenerator<never> {
  throw new Error(
    `${PLUGIN_ID}: patrons’ data do not leave by a transfer (${uid}). Move them by a backup of the database, or by \`strapi export\` on the server itself`
  );
}

/**
 * A transfer token pulls every row of every type as a stream. A server that listens streams none of these, and says so, lest somebody
 * takes what arrives for the whole; `strapi export`, which runs beside it and is the backup of who runs it, streams them all.
 */
const closeStreams = (strapi: Core.Strapi, uids: string[]): void => {
  const { db } = strapi;
  const build = db.queryBuilder.bind(db);
  db.queryBuilder = (uid) => {
    const builder = build(uid);
    const isClosed = uids.includes(uid) && strapi.server.httpServer.listening;
    return isClosed ? Object.assign(builder, { stream: () => Readable.from(kept(uid)) }) : builder;
  };
};

/**
 * Closes the content types that only our own routes show, whichever door leads to them. Where Strapi serves nothing else (`dedicated`),
 * accounts are all patrons’: they leave neither by webhooks nor by transfers. Called in `register`.
 */
export const closeTypes = (strapi: Core.Strapi): void => {
  const uids = isDedicated(strapi) ? [...HIDDEN_UIDS, UIDS.account] : HIDDEN_UIDS;
  closeDocuments(strapi);
  closeGraphql(strapi);
  closeEvents(strapi, uids);
  closeStreams(strapi, uids);
};

/** Accounts, and what opens them: a role that may list accounts, given to everybody, would do as well. */
const ACCOUNT_TYPES = [UIDS.account, 'plugin::users-permissions.role', 'plugin::users-permissions.permission'];

/**
 * No API token reads, counts or changes a patron's account, whatever it was granted: users-permissions' own routes and GraphQL would list
 * every address. Called in `bootstrap`, where `dedicated`: in another host's project its accounts and tokens are its own.
 */
export const closeAccountsToTokens = (strapi: Core.Strapi): void => {
  const refuse = () => {
    if (isToken(requestState(strapi))) throw new errors.ForbiddenError();
  };
  strapi.db.lifecycles.subscribe({
    models: ACCOUNT_TYPES,
    beforeFindOne: refuse,
    beforeFindMany: refuse,
    beforeCount: refuse,
    beforeCreate: refuse,
    beforeCreateMany: refuse,
    beforeUpdate: refuse,
    beforeUpdateMany: refuse,
    beforeDelete: refuse,
    beforeDeleteMany: refuse,
  });
};
