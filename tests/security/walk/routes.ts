import type { UID } from '@strapi/strapi';
import type { App } from '../../helpers/app';
import type { Side } from './world';

export type Route = { method: string; path: string; params: string[]; phase: (typeof PHASES)[number] };
/** A route's address with somebody else's ids in it; `twin`: the same with ids that nothing has, where the two must not be told apart. */
export type Address = { path: string; twin: string | null };
/** Addresses of one route that name one row in several ways: where the first is closed, so are the others. */
export type Visit = { route: Route; addresses: Address[] };

type Ids = { id: number | string; documentId: string };
type Choice = { value: string; missing: string };

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** What is only read comes before what is written, and that before what may end the walker's own session. */
export const PHASES = ['read', 'write', 'leave'] as const;
const LEAVES = /logout|sessions|sign-out/;
const MODEL = ['model', 'uid', 'contentType'];
const FIELD = 'targetField';
const MISSING: Ids = { id: '987654321', documentId: 'aaaaaaaaaaaaaaaaaaaaaaaa' };
/** Types whose rows editors keep or choose from: that one exists is no secret. */
const NO_SECRET = ['plugin::rn-subscriptions.mediatheque', 'admin::user'];

/** Every route that the running server knows, Strapi's and its plugins' among them, each once. */
export const routesOf = (app: App): Route[] => {
  const routes = new Map<string, Route>();
  for (const layer of app.strapi.server.listRoutes()) {
    const method = METHODS.find((one) => layer.methods.includes(one));
    if (!method) continue;
    const path = String(layer.path);
    const phase = method === 'GET' ? 'read' : LEAVES.test(path) ? 'leave' : 'write';
    routes.set(`${method} ${path}`, {
      method,
      path,
      params: layer.paramNames.map((param: { name: string | number }) => String(param.name)),
      phase,
    });
  }
  // Leaving one session of many comes before leaving all.
  return [...routes.values()].sort(
    (one, other) =>
      Number(one.phase === 'leave' && one.params.length === 0) -
      Number(other.phase === 'leave' && other.params.length === 0)
  );
};

/** The content types that hold people or lead to them, each with the row of the foreign side, where it has one. */
const rowsByType = (app: App, foreign: Side): Record<string, Ids> => {
  const own = Object.keys(app.strapi.contentTypes).filter((uid) => uid.startsWith('plugin::rn-subscriptions.'));
  return {
    ...Object.fromEntries(own.map((uid) => [uid, MISSING])),
    'plugin::rn-subscriptions.registration': foreign.registration,
    'plugin::rn-subscriptions.registration-event': foreign.event,
    'plugin::rn-subscriptions.outbox-mail': foreign.mail,
    'plugin::rn-subscriptions.mediatheque': foreign.mediatheque,
    'plugin::users-permissions.user': foreign.account,
    'plugin::users-permissions.role': MISSING,
    'admin::user': foreign.librarian,
    'admin::role': MISSING,
    'admin::session': MISSING,
  };
};

/** The relations of a type, one for each type that they lead to: `createdBy` stands for `updatedBy`. */
const relationsOf = (app: App, uid: string): string[] => {
  const { attributes } = app.strapi.contentType(uid as UID.ContentType) as {
    attributes: Record<string, { type: string; relation?: string; target?: string }>;
  };
  const relations = Object.entries(attributes).filter(([, { type }]) => type === 'relation');
  const byTarget = new Map(relations.reverse().map(([name, { relation, target }]) => [`${relation} ${target}`, name]));
  return [...byTarget.values()];
};

const idsOf = ({ id, documentId }: Ids): Choice[] => [
  { value: documentId, missing: String(MISSING.documentId) },
  { value: String(id), missing: String(MISSING.id) },
];

const fill = (path: string, name: string, value: string) => path.replace(new RegExp(`:${name}(?=/|$)|\\(.*\\)`), value);

/**
 * The addresses of a route with ids of the `foreign` side in every parameter: of the type's own row where the route names
 * a type, else of every kind; and, where a second id follows, below every kind of the reader's `own` rows.
 */
export const visitsOf = (input: { app: App; route: Route; foreign: Side; own: Side }): Visit[] => {
  const { app, route, foreign, own } = input;
  const rows = rowsByType(app, foreign);
  const model = route.params.find((name) => MODEL.includes(name));
  const params = route.params.filter((name) => name !== model && name !== FIELD);
  const everyKind = [foreign.registration, foreign.account, foreign.librarian].flatMap(idsOf);
  /** The reader's own row is the same in both: what is below it must not be told from what is missing there. */
  const ownParents = [own.registration, own.account, own.librarian]
    .flatMap(idsOf)
    .map(({ value }) => ({ value, missing: value }));
  const child = params.at(-1);

  const choicesFor = (name: string, uid: string | null): Choice[] => {
    if (name === 'mail') return idsOf(foreign.mail).slice(0, 1);
    return uid ? idsOf(rows[uid]) : [...everyKind, ...(name === child ? [] : ownParents)];
  };
  const addressesFrom = (start: string, uid: string | null): Address[] => {
    const filled = params.reduce(
      (paths, name) =>
        paths.flatMap(({ path, twin }) =>
          choicesFor(name, uid).map(({ value, missing }) => ({
            path: fill(path, name, value),
            twin: fill(twin, name, missing),
          }))
        ),
      [{ path: start, twin: start }]
    );
    const isSecret = !uid || !NO_SECRET.includes(uid);
    return filled.map(({ path, twin }) => ({ path, twin: isSecret && twin !== path ? twin : null }));
  };

  if (!model) return addressesFrom(route.path, null).map((address) => ({ route, addresses: [address] }));
  return Object.keys(rows).flatMap((uid) => {
    const path = fill(route.path, model, uid);
    const starts = route.params.includes(FIELD)
      ? relationsOf(app, uid).map((field) => fill(path, FIELD, field))
      : [path];
    return starts.map((start) => ({ route, addresses: addressesFrom(start, uid) }));
  });
};
