import fs from 'node:fs';
import path from 'node:path';
import admin from '../../src/plugins/rn-subscriptions/server/src/routes/admin';
import { PERMISSIONS } from '../../src/plugins/rn-subscriptions/shared/permissions';

const SERVER = path.resolve(__dirname, '../../src/plugins/rn-subscriptions/server/src');
const source = (file: string) => fs.readFileSync(path.join(SERVER, file), 'utf8');

const actions = Object.values(PERMISSIONS).flatMap((grants) => grants.map(({ action }) => action));
const controllers = [...new Set(admin.routes.map(({ handler }) => String(handler).split('.')[0]))];

/** Services that know of no librarian: what they read is a patron's own, or everybody's. */
const WITHOUT_SCOPE = ['ownRegistrations', 'entitlements', 'signUp', 'mailer', 'reasons', 'accountExport', 'retention', 'erasureReplay'];

test.each(admin.routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s asks for somebody signed in and for a grant of ours', (_name, { handler, config }) => {
  expect(String(handler)).toMatch(/^[\w-]+\.\w+$/);
  const [signedIn, granted] = config.policies as [string, { name: string; config: { actions: string[] } }];
  expect(signedIn).toBe('admin::isAuthenticatedAdmin');
  expect(granted.name).toBe('admin::hasPermissions');
  expect(granted.config.actions.length).toBeGreaterThan(0);
  for (const action of granted.config.actions) expect(actions).toContain(action);
});

test.each(controllers)('the controller %s of admin routes reaches for no table itself, and for no service without a scope', (name) => {
  const text = source(`controllers/${name}.ts`);
  for (const way of [/strapi\s*\.\s*(db|documents|entityService|query|get)\b/, /\bstrapi\s*\[/, /\bUIDS\b/]) expect(text).not.toMatch(way);
  for (const [, service] of text.matchAll(/getService\(strapi, '(\w+)'\)/g)) expect(WITHOUT_SCOPE).not.toContain(service);
  // These also serve the patron and the nightly job: of them a librarian's route may call only what takes a scope, or a registration that was found in one.
  for (const [, call] of text.matchAll(/getService\(strapi, '((?:erasure|history)'\)\.\w+\([^;]*);/g)) expect(call).toMatch(/^erasure'\)\.(fromScope\(await scopeOf\(ctx\)|cleanUp\(\))|^history'\)\.of\(await findInScope\(ctx\)/);
});

test.each(['registrations', 'decisions', 'registration-counts'])('every method of the service %s asks in a scope, or takes a registration that was found in one', (name) => {
  const methods = source(`services/${name}.ts`).split(/^ {2}(?=(?:async )?\*?\w+\([^)]*\).*\{$)/m).slice(1);
  expect(methods.length).toBeGreaterThan(0);
  for (const method of methods) {
    if (/^[\w *]+\(registration: (StoredRegistration|WithAccount)\b/.test(method)) continue;
    expect(method).toMatch(/^[\w *]+\(scope: Scope\b/);
    expect(method).toContain('inScope(scope)');
  }
});
