import type { Core } from '@strapi/strapi';
import { PERMISSIONS, PLUGIN_ID } from '../../../shared/permissions';
import { isMailRouteOpen, MAIL_SETTINGS } from '../strapi-seams/open-routes';
import { invalidIndexes } from '../database/ensure-indexes';
import { inSchema } from '../database/in-schema';
import { indexesOf } from '../database/indexes';
import { runsUploads } from './uploads';
import { HIDDEN_UIDS, UIDS } from '../uids';
import { isDedicated } from './dedicated';
import { EVERYBODYS_ROLES, ROLES } from './roles';

type Grant = { action: string; subject: string | null; conditions: string[]; role: { name: string; code: string } };
type Index = { name: string; columns: string[]; type?: string | null; where?: string };

const OURS = Object.values(PERMISSIONS).flatMap((grants) => grants.map(({ action }) => action));
/** What knows no library: every patron of the network is seen by it. */
const NETWORK_WIDE = [...PERMISSIONS.wholeNetwork, ...PERMISSIONS.undelivered].map(({ action }) => action);
/** Grants of the website's roles that open other people's accounts to patrons or to everybody; and the mail server. */
const OPENS_ACCOUNTS = /^plugin::users-permissions\.(user\.(?!me$)|role\.|permissions\.)/;
const OPENS_MAIL = /^plugin::email\./;

const problemOfGrant = ({ action, subject, conditions, role }: Grant): string | null => {
  if (HIDDEN_UIDS.includes(subject ?? ''))
    return `the role “${role.name}” holds ${action} on ${subject}, which knows no library: take that permission away.`;
  if (!action.startsWith(`plugin::${PLUGIN_ID}.`)) return null;
  if (!OURS.includes(action))
    return `the role “${role.name}” holds ${action}, which this version does not know: delete that permission.`;
  if (subject || conditions.length > 0)
    return `the role “${role.name}” holds ${action} under a condition, which the librarians’ page does not read: take the condition away.`;
  if (NETWORK_WIDE.includes(action) && role.code === ROLES.librarian.code) {
    return `the role “${role.name}” holds ${action}, so that every librarian sees every library: take it away, and give those who need it the role “${ROLES.coordinator.name}”.`;
  }
  return null;
};

/** PostgreSQL names the columns of an index in the order of the table, and Strapi leaves the id out there. */
const comparable = (columns: string[]) =>
  columns
    .filter((column) => column !== 'id')
    .sort()
    .join();
const sameColumns = (one: string[], other: string[]) => comparable(one) === comparable(other);

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const adminGrants = async (): Promise<string[]> => {
    const grants: Grant[] = await strapi.db
      .query('admin::permission')
      .findMany({ where: { role: { code: { $ne: 'strapi-super-admin' } } }, populate: ['role'] });
    const mailGrants = grants.filter(({ action }) => isDedicated(strapi) && action === MAIL_SETTINGS);
    return [
      ...grants.flatMap((grant) => problemOfGrant(grant) ?? []),
      ...mailGrants.map(
        ({ action, role }) =>
          `the role “${role.name}” holds ${action}, with which it may send any mail to anybody: take that permission away.`
      ),
    ];
  };

  const websiteGrants = async (which: RegExp): Promise<Grant[]> => {
    const grants: Grant[] = await strapi.db
      .query('plugin::users-permissions.permission')
      .findMany({ populate: ['role'] });
    return grants.filter(({ action, role }) => role && which.test(action));
  };

  /** Where this Strapi serves nothing else, all accounts are patrons’, and its mail server is the network’s. */
  const openAccounts = async (): Promise<string[]> =>
    [...(await websiteGrants(OPENS_ACCOUNTS)), ...(await websiteGrants(OPENS_MAIL))].map(
      ({ action, role }) =>
        `the website’s role “${role.name}” holds ${action}, which opens other people’s accounts or the mail server: take that permission away.`
    );

  /** What a host opens, as it may, and what that tells of patrons. */
  const openToStrangers = async (): Promise<string[]> =>
    (await websiteGrants(OPENS_ACCOUNTS)).map(
      ({ action, role }) =>
        `the website’s role “${role.name}” holds ${action}, by which whoever has it reaches patrons’ accounts and their addresses, too: take that permission away.`
    );

  /** Strapi adds an index that is new in a schema, and says nothing where the database would not take it; ours are made before. */
  const indexes = async (): Promise<string[]> => {
    const problems: string[] = [];
    const invalid = await invalidIndexes(strapi);
    for (const uid of Object.values(UIDS)) {
      const wanted: Index[] = [
        ...(((strapi.contentType(uid) as { indexes?: Index[] }).indexes ?? []) as Index[]),
        ...indexesOf(strapi.db.dialect.client).filter((index) => index.uid === uid),
      ];
      if (wanted.length === 0) continue;
      const table = strapi.db.metadata.get(uid).tableName;
      const found: Index[] = await strapi.db.dialect.schemaInspector.getIndexes(table);
      for (const { name, columns, type, where } of wanted) {
        const isThere = found.some(
          (one) =>
            one.name === name && sameColumns(one.columns, columns) && (type !== 'unique' || one.type === 'unique')
        );
        if (isThere && invalid.includes(name)) {
          const first = type === 'unique' ? `remove rows with the same ${columns.join(' and ')}, then ` : '';
          problems.push(
            `the ${type === 'unique' ? 'unique index' : 'index'} ${name} of the table ${table} is not valid, and does not hold for all rows: ${first}REINDEX INDEX ${inSchema(strapi, name)}.`
          );
        }
        if (isThere) continue;
        problems.push(
          type === 'unique'
            ? `the unique index ${name} of the table ${table} is missing: remove rows with the same ${columns.join(' and ')}, then CREATE UNIQUE INDEX ${name} ON ${inSchema(strapi, table)} (${columns.join(', ')})${where ? ` WHERE ${where}` : ''}.`
            : `the index ${name} of the table ${table} is missing: CREATE INDEX ${name} ON ${inSchema(strapi, table)} (${columns.join(', ')})${where ? ` WHERE ${where}` : ''}.`
        );
      }
    }
    return problems;
  };

  /** A relation is a door of its own: `populate` and filters follow it, for whoever may read the type it starts from. */
  const relations = (): string[] =>
    Object.values(strapi.contentTypes)
      .filter(({ uid }) => !uid.startsWith(`plugin::${PLUGIN_ID}.`))
      .flatMap(({ uid, attributes }) =>
        Object.entries(attributes as Record<string, { target?: string }>)
          .filter(([, { target }]) => HIDDEN_UIDS.includes(target ?? ''))
          .map(
            ([name, { target }]) =>
              `the content type ${uid} leads to ${target} by ${name}, past the libraries that somebody works for: take that relation away.`
          )
      );

  /** Written before it was refused, or past the rules: it opens nothing, and whoever wrote it waits for librarians who see nobody. */
  const rolesOfLibraries = async (): Promise<string[]> => {
    const everybodys = { code: { $in: EVERYBODYS_ROLES } };
    const libraries: { label: string; roles: { name: string }[] }[] = await strapi.db.query(UIDS.mediatheque).findMany({
      where: { roles: everybodys },
      select: ['id', 'label'],
      populate: { roles: { select: ['name'], where: everybodys } },
    });
    return libraries.flatMap(({ label, roles }) =>
      roles.map(
        ({ name }) =>
          `the library “${label}” names the role “${name}”, which people of every library hold: take it out of the library’s roles, and name a role of its own, or its librarians.`
      )
    );
  };

  const mailRoute = (): string[] =>
    isMailRouteOpen(strapi)
      ? [
          'any signed-in admin user may send any mail by POST /email: let no other plugin or extension replace the routes of the email plugin.',
        ]
      : [];

  const uploads = (): string[] =>
    runsUploads(strapi)
      ? [
          `a file that somebody uploaded runs as a part of this site, with the session of who opens it: add 'plugin::${PLUGIN_ID}.harmless-uploads' to config/middlewares, or set the option dedicated where this Strapi serves nothing else.`,
        ]
      : [];

  return {
    /** What is unsafe in what was here before the plugin, and can be asked before it is installed: a sentence for each fault, which says how to mend it. */
    async ofHost(): Promise<string[]> {
      return [
        ...(await adminGrants()),
        ...(isDedicated(strapi) ? [...(await openAccounts()), ...mailRoute()] : []),
        ...relations(),
      ];
    },

    /** What makes this installation unsafe: a sentence for each fault, which says how to mend it. */
    async problems(): Promise<string[]> {
      return [...(await this.ofHost()), ...(await rolesOfLibraries()), ...(await indexes())];
    },

    /** What a host has opened of its own will, and patrons with it: a sentence for each; none where `dedicated`, to which it is a fault. */
    warnings: async (): Promise<string[]> => (isDedicated(strapi) ? [] : [...(await openToStrangers()), ...uploads()]),

    /** Throws the sentences of {@link problems} in production, so that the start fails; logs them as errors elsewhere, and those of {@link warnings} as such. */
    async enforce(): Promise<void> {
      for (const warning of await this.warnings()) strapi.log.warn(`${PLUGIN_ID}: ${warning}`);
      const problems: string[] = (await this.problems()).map((problem) => `${PLUGIN_ID}: ${problem}`);
      if (problems.length > 0 && process.env.NODE_ENV === 'production') throw new Error(problems.join('\n'));
      for (const problem of problems) strapi.log.error(`${problem} A production server would not start.`);
    },
  };
};
