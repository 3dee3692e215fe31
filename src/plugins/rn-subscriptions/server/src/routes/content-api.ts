import { handlersOf, OPERATIONS, type Operation } from './operations';

const middlewares = ['plugin::rn-subscriptions.small-body'];

/** Whether the server is well, and what can be asked of it, depend on no grant. */
const isGranted = ({ access }: Operation) => access === 'everyone' || access === 'patron';

const routeOf = (operation: Operation) => ({
  method: operation.method,
  path: operation.path,
  handler: operation.handler,
  config: { ...(isGranted(operation) ? {} : { auth: false as const }), middlewares },
});

/** The website's routes, under /api/rn-subscriptions. Each asks for a grant of users-permissions' screens, which installation/website-grants.ts hands out. */
export default { type: 'content-api' as const, routes: Object.values(OPERATIONS).map(routeOf) };

const actionsOf = (accesses: Operation['access'][]): string[] =>
  handlersOf(accesses).map((handler) => `plugin::rn-subscriptions.${handler}`);

/** What users-permissions' roles are granted: everything that everyone may ask, and what is a patron's own where somebody is signed in. */
export const WEBSITE_GRANTS = { public: actionsOf(['everyone']), authenticated: actionsOf(['everyone', 'patron']) };
