import type { Side } from './world';

/** Two queries that differ in one guess at a foreign value, or in the direction of a sort by one: their answers must not differ. */
export type Oracle = { name: string; right: string; wrong: string };

const WRONG = 'zzzznobodyzzzz';

/** Queries that ask for more than a route gives by itself; the last one is all that no guard refuses for its words, at once. */
export const greedyQueries = ({ registration, mediatheque }: Side): string[] => {
  const queries = [
    'populate=*&fields=*',
    'populate[account][fields]=*&populate[account][populate]=*&populate[librarians][fields]=*&populate[roles][populate][users][fields]=*&populate[createdBy][fields]=*',
    'fields[0]=lastName&fields[1]=searchText&fields[2]=email&status=draft&locale=*',
    `action=update&documentId=${registration.documentId}&docId=${registration.documentId}&id=${registration.documentId}&idsToInclude[0]=${registration.id}&idsToInclude[1]=${registration.documentId}&mediatheque=${mediatheque.documentId}`,
  ];
  return [
    'fields[0]=password&fields[1]=resetPasswordToken&populate[librarians][fields]=password',
    ...queries,
    queries.join('&'),
  ];
};

type Columns = { of: keyof Side['guess']; names: string[]; from: string[] };

/** Private columns, and from where a list may lead to them. */
const COLUMNS: Columns[] = [
  { of: 'registration', names: ['lastName', 'guardianName', 'searchText', 'mediatheque'], from: [''] },
  { of: 'registration', names: ['lastName'], from: ['t0.', 't1.'] },
  { of: 'account', names: ['email', 'password'], from: ['account.', 'users.'] },
  { of: 'account', names: ['password'], from: ['t1.'] },
  { of: 'adminUser', names: ['password', 'resetPasswordToken'], from: ['', 'librarians.'] },
  { of: 'adminUser', names: ['password'], from: ['roles.users.', 'createdBy.', 'updatedBy.', 'librarians.t1.'] },
];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const bracketed = (path: string) =>
  `[${path
    .replace(/(^|\.)(t\d)\./g, '$1$2\0')
    .split('.')
    .join('][')
    .replace(/\0/g, '.')}]`;

/** Every way known to ask a list about a value without being shown it. */
export const oraclesOf = ({ guess }: Side): Oracle[] => {
  const columns = COLUMNS.flatMap(({ of, names, from }) =>
    from.flatMap((prefix) =>
      names.map((name) => ({ path: `${prefix}${/t\d\.$/.test(prefix) ? snake(name) : name}`, value: guess[of][name] }))
    )
  );
  const { lastName, email, mediatheque } = guess.registration;
  return [
    ...columns.flatMap(({ path, value }) => [
      {
        name: `filters ${path}`,
        right: `filters${bracketed(path)}[$startsWith]=${encodeURIComponent(value)}`,
        wrong: `filters${bracketed(path)}[$startsWith]=${WRONG}`,
      },
      { name: `sort ${path}`, right: `sort=${path}:asc`, wrong: `sort=${path}:desc` },
    ]),
    ...[
      '_q',
      '_filter',
      'search',
      'where[lastName]',
      'filters[$or][0][lastName][$eq]',
      'filters[$not][lastName][$ne]',
    ].map((name) => ({
      name,
      right: `${name}=${lastName}`,
      wrong: `${name}=${WRONG}`,
    })),
    { name: '_q', right: `_q=${email}`, wrong: `_q=${WRONG}@example.com` },
    { name: 'mediatheque', right: `mediatheque=${mediatheque}`, wrong: 'mediatheque=aaaaaaaaaaaaaaaaaaaaaaaa' },
  ];
};

/** A query that no row fits, in every way of asking: a route that answers it as if nothing had been asked listens to no query. */
export const FITS_NOTHING = `filters[id][$eq]=-1&where[id]=-1&_q=${WRONG}&search=${WRONG}&_filter=${WRONG}&mediatheque=aaaaaaaaaaaaaaaaaaaaaaaa&page=9&sort=id:desc`;

/** Bodies to send where something might be changed: one that names the foreign rows and wants them changed, and an empty one. */
export const bodiesFor = ({ registration, account, mail }: Side): object[] => {
  const documentIds = [registration.documentId, account.documentId, mail.documentId];
  const change = {
    lastName: 'Volée',
    firstName: 'Volée',
    state: 'refused',
    version: 1,
    birthDate: '1999-01-01',
    blocked: true,
  };
  return [
    { ...change, data: change, documentIds, ids: [registration.id, account.id], entityIds: [registration.id] },
    {},
  ];
};
