import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import admin from '../../src/plugins/rn-subscriptions/server/src/routes/admin';
import { PERMISSIONS } from '../../src/plugins/rn-subscriptions/shared/permissions';

const SERVER = path.resolve(__dirname, '../../src/plugins/rn-subscriptions/server/src');
const source = (file: string) => fs.readFileSync(path.join(SERVER, file), 'utf8');

const actions = Object.values(PERMISSIONS).flatMap((grants) => grants.map(({ action }) => action));
const controllers = [...new Set(admin.routes.map(({ handler }) => String(handler).split('.')[0]))];

/** What a controller of admin routes may ask of a service with neither a scope nor a registration that was found in one, and why. */
const WITHOUT_SCOPE: Record<string, Record<string, string>> = {
  'admin-registrations': {
    'scopes.of': 'makes the scope',
    'clock.today': 'is the day',
    'mediatheques.list': 'libraries, those of the scope',
    'erasure.cleanUp': 'after an erasure in the scope: overwrites, and reads nobody',
    'undelivered.summary': 'counts of the network, for who may follow its mails',
  },
  // Its routes need a grant of their own, for the whole network.
  'undelivered-mails': Object.fromEntries(
    [
      'undelivered.list',
      'undelivered.sendAgain',
      'undelivered.sendAllAgain',
      'undelivered.dismiss',
      'hold.release',
    ].map((call) => [call, 'coordinators'])
  ),
  'address-changes': {
    'addressChanges.list': 'who sees the whole network: of libraries, and of nobody’s registration',
  },
  workshop: Object.fromEntries(
    ['workshop.openUntil', 'workshop.open', 'workshop.close'].map((call) => [
      call,
      'coordinators: of a day, and of nobody’s registration',
    ])
  ),
};

/**
 * The functions that admin routes reach, that read or write registrations, and do not ask in a scope themselves; and why. Whatever else does so fails the test until somebody has decided about it.
 */
const PAST_THE_SCOPE: Record<string, string> = {
  'database/counters.ts names': 'the tables that the database counts by itself',
  'mails/undelivered.ts shown': 'of the mails on the coordinators’ page',
  'installation/hold.ts release': 'coordinators: of the mails that they set aside',
  'host/host.ts storedPerson': 'whom the code of the host asks for, when it hears of them',
  'accounts/account-join.ts accountJoin': 'the names of a table and its columns',
  'registrations/registration-lock.ts lockRegistration': 'what `where` finds: of a librarian’s route, in the scope',
  'accounts/account-links.ts peopleOf':
    'the people of one account: whose link was opened, or whose address is corrected',
  'retention/erasure.ts lockErasable': 'what `where` finds: of a librarian’s route, in the scope',
  'retention/erasure.ts eraseEmptyAccount': 'whether anybody is left on an account',
  'retention/erasure.ts eraseOne': 'what was found and locked',
  'retention/erasure.ts registration': 'what `where` finds: of a librarian’s route, in the scope',
  'retention/erasure.ts account': 'of the patron, of the night and of the ledger',
  'accounts/patrons-account.ts isPatrons': 'whether anybody is registered on an account',
  'accounts/address-corrections.ts plan': 'the account of a registration that was found and locked',
  'registrations/registrations.ts signInOf': 'how many people are on the account of one that was found',
  'registrations/list/read-range.ts readRange':
    'what `where` finds: registrations.list and registrations.all put the scope into it',
  'registrations/list/found-page.ts foundPage':
    'what `where` finds: registrations.list and registrations.all put the scope into it',
  'registrations/list/rows.ts readRows': 'the rows of a page that was found',
};

/** Ways to the rows of registrations. */
const TO_REGISTRATIONS =
  /\bUIDS\s*\.\s*registration\b|(?<!const )\block(Registration|Erasable)\b|registrations?_account_lnk|\brn_registrations\b|plugin::rn-subscriptions\.registration\b/;

type Named = { name: string; node: ts.FunctionLikeDeclaration };

const parsed = (file: string) => ts.createSourceFile(file, source(file), ts.ScriptTarget.Latest, true);

const every = (node: ts.Node, visit: (node: ts.Node) => void) => {
  visit(node);
  node.forEachChild((child) => every(child, visit));
};

const isFunction = (node: ts.Node | undefined): node is ts.ArrowFunction | ts.FunctionExpression =>
  !!node && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));

/** The functions of a file that have a name, but for the ones inside of them; the factory of a service is no such. */
const functionsOf = (node: ts.Node): Named[] => {
  const found: Named[] = [];
  const look = (child: ts.Node): void => {
    if ((ts.isMethodDeclaration(child) || ts.isFunctionDeclaration(child)) && child.name)
      found.push({ name: child.name.getText(), node: child });
    else if ((ts.isVariableDeclaration(child) || ts.isPropertyAssignment(child)) && isFunction(child.initializer))
      found.push({ name: child.name.getText(), node: child.initializer });
    else child.forEachChild(look);
  };
  look(node);
  return found;
};

const firstType = ({ node }: Named) => node.parameters[0]?.type?.getText() ?? '';
const asksInScope = (one: Named) => firstType(one) === 'Scope' && one.node.getText().includes('inScope(scope)');
/** Of a registration that was found in the scope: the compiler takes no other. */
const isOfFound = ({ node }: Named) =>
  node.parameters.some(({ type }) => /\bScopedRegistration\b/.test(type?.getText() ?? ''));

const serviceFiles = new Map(
  [...source('services/index.ts').matchAll(/import (\w+) from '\.\.\/([\w/-]+)'/g)].map(([, name, file]) => [
    name,
    `${file}.ts`,
  ])
);
const servicesIn = (file: string): string[] =>
  [...source(file).matchAll(/getService\(\w+, '(\w+)'\)/g)].map(([, name]) => serviceFiles.get(name)!);
/** The plugin’s own files that a file imports, but for types; the manifest and the registries are reached by name. */
const importsOf = (file: string): string[] =>
  parsed(file).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || statement.importClause?.isTypeOnly) return [];
    const to = (statement.moduleSpecifier as ts.StringLiteral).text;
    const full = path.join(path.dirname(file), to);
    if (!to.startsWith('.') || full.startsWith('..')) return [];
    return [`${full}.ts`, `${full}/index.ts`].filter((one) => fs.existsSync(path.join(SERVER, one)));
  });

/** All that admin routes reach, through however many services and imports. */
const reached = (() => {
  const files = new Set<string>();
  const walk = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    [...servicesIn(file), ...importsOf(file)].forEach(walk);
  };
  controllers.forEach((name) => walk(`controllers/${name}.ts`));
  return [...files];
})();

/** The calls of services in a controller: which, and with what first. `service()` and `service` may stand for one that was named before. */
const callsIn = (file: string) => {
  const tree = parsed(file);
  const nameOf = (node: ts.Node): string | undefined => /^getService\(strapi, '(\w+)'\)$/.exec(node.getText())?.[1];
  const short = new Map<string, string>();
  every(tree, (node) => {
    if (!ts.isVariableDeclaration(node) || !node.initializer) return;
    const named = nameOf(isFunction(node.initializer) ? node.initializer.body : node.initializer);
    if (named) short.set(isFunction(node.initializer) ? `${node.name.getText()}()` : node.name.getText(), named);
  });
  const calls: { call: string; first: string; within: string }[] = [];
  every(tree, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const service = nameOf(node.expression.expression) ?? short.get(node.expression.expression.getText());
    if (!service) return;
    const action = functionsOf(tree).find((one) => one.node.pos <= node.pos && node.end <= one.node.end)!;
    calls.push({
      call: `${service}.${node.expression.name.text}`,
      first: node.arguments[0]?.getText() ?? '',
      within: action.node.getText(),
    });
  });
  return calls;
};

const methodOf = (call: string): Named => {
  const [service, name] = call.split('.');
  const all = functionsOf(parsed(serviceFiles.get(service)!));
  return all.find((one) => one.name === name)!;
};

test.each(admin.routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s asks for somebody signed in and for a grant of ours',
  (_name, { handler, config }) => {
    expect(String(handler)).toMatch(/^[\w-]+\.\w+$/);
    const [signedIn, granted] = config.policies as [string, { name: string; config: { actions: string[] } }];
    expect(signedIn).toBe('admin::isAuthenticatedAdmin');
    expect(granted.name).toBe('admin::hasPermissions');
    expect(granted.config.actions.length).toBeGreaterThan(0);
    for (const action of granted.config.actions) expect(actions).toContain(action);
  }
);

describe.each(controllers)('the controller %s of admin routes', (name) => {
  const text = source(`controllers/${name}.ts`);
  const calls = callsIn(`controllers/${name}.ts`);

  test('reaches for no table itself', () => {
    for (const way of [
      /strapi\s*\.\s*(db|documents|entityService|query|get|service)\b/,
      /\bstrapi\s*\[/,
      /\bUIDS\b/,
      TO_REGISTRATIONS,
    ])
      expect(text).not.toMatch(way);
    // A service that is taken otherwise than by getService would not be seen below.
    for (const [use] of text.matchAll(/strapi\.\s*plugin\([^)]*\)[.\w]*|(?<=plugin\.)\w+/g))
      expect(use).toMatch(/^(strapi\.plugin\(PLUGIN_ID\)|config)$/);
    expect(calls.length).toBeGreaterThan(0);
    expect(text.match(/\bgetService\b/g)).toHaveLength((text.match(/getService\(strapi, '\w+'\)/g) ?? []).length + 1);
  });

  test.each(calls.map(({ call, first, within }) => [call, first, within] as const))(
    'asks %s(%s) in the scope, or of what was found in it, or for no registration',
    (call, first, within) => {
      if (call in (WITHOUT_SCOPE[name] ?? {})) return;
      const method = methodOf(call);
      if (first === 'await scopeOf(ctx)') return expect([call, asksInScope(method)]).toEqual([call, true]);
      if (first === 'await findInScope(ctx)') return expect([call, isOfFound(method)]).toEqual([call, true]);
      expect(first).toMatch(/^\{ registration(: registration\.documentId)?, /);
      expect(within).toContain('const registration = await findInScope(ctx);');
    }
  );
});

test('the network’s mails are summed up for those only who may follow them', () => {
  expect(source('controllers/admin-registrations.ts')).toContain(
    `mayFollowMails(ctx) ? await getService(strapi, 'undelivered').summary() : null`
  );
});

const readers = reached
  .filter((file) => !file.startsWith('utils/') && TO_REGISTRATIONS.test(source(file)))
  .flatMap((file) => functionsOf(parsed(file)).map((one) => ({ ...one, place: `${file} ${one.name}` })))
  .filter(({ node }) => TO_REGISTRATIONS.test(node.getText()));

test('whatever of it all reads or writes registrations asks in the scope, or is known for what it does', () => {
  expect(reached.length).toBeGreaterThan(30);
  const undecided = readers.filter((one) => !asksInScope(one)).map(({ place }) => place);
  expect(undecided.sort()).toEqual(Object.keys(PAST_THE_SCOPE).sort());
});

test('no file has a way to registrations outside of a function that the test can name', () => {
  for (const file of new Set(readers.map(({ place }) => place.split(' ')[0]))) {
    const within = functionsOf(parsed(file)).reduce((text, { node }) => text.replace(node.getText(), ''), source(file));
    const code = within
      .split('\n')
      .filter((line) => !/^import |^\s*(\/?\*|\/\/)/.test(line))
      .join('\n');
    expect([file, TO_REGISTRATIONS.exec(code)?.[0]]).toEqual([file, undefined]);
  }
});
