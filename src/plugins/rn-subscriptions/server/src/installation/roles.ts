import type { Core, UID } from '@strapi/strapi';
import { PERMISSIONS, PLUGIN_ID } from '../../../shared/permissions';
import type { Roles } from '../public-api';
import { UIDS } from '../uids';

type Role = { id: number; code: string; permissions: Grant[] };
type Grant = { action: string; subject: string | null; properties?: { fields?: string[] } };

/** Roles of the network, by the code that stays when somebody renames them. */
export const ROLES = {
  librarian: {
    code: 'rn-librarian',
    name: 'Bibliothécaire',
    description: 'Valide ou refuse les inscriptions des usagers de ses médiathèques.',
  },
  editor: {
    code: 'rn-editor',
    name: 'Éditeur des médiathèques',
    description: 'Tient à jour les médiathèques et le catalogue des ressources numériques.',
  },
  coordinator: {
    code: 'rn-coordinator',
    name: 'Coordinateur du réseau',
    description: 'Suit les inscriptions et les e-mails de tout le réseau.',
  },
} as const;

/**
 * Roles that people hold whatever library they work for: put into a library's `roles`, such a one would open that library to all of
 * them. Those that Strapi gives a new project are among them.
 */
export const EVERYBODYS_ROLES: string[] = [
  ...Object.values(ROLES).map(({ code }) => code),
  'strapi-super-admin',
  'strapi-editor',
  'strapi-author',
];

/** Whom and what an editor may link to a library has to have a name in the picker: these fields, and no other. */
const PICKER_GRANTS: Grant[] = [
  {
    action: 'plugin::content-manager.explorer.read',
    subject: 'admin::user',
    properties: { fields: ['firstname', 'lastname', 'email'] },
  },
  { action: 'plugin::content-manager.explorer.read', subject: 'admin::role', properties: { fields: ['name'] } },
];

const CONTENT_ACTIONS = ['create', 'read', 'update', 'delete'].map(
  (verb) => `plugin::content-manager.explorer.${verb}`
);

export default ({
  strapi,
}: {
  strapi: Core.Strapi;
}): Roles & { ensure(): Promise<void>; haveLostAll(): Promise<boolean> } => {
  const contentGrants = (uid: UID.ContentType, withDelete = true): Grant[] => {
    const { attributes } = strapi.getModel(uid) as {
      attributes: Record<
        string,
        { private?: boolean; pluginOptions?: Record<string, { visible?: boolean } | undefined>; visible?: boolean }
      >;
    };
    const fields = Object.keys(attributes).filter(
      (name) =>
        ![
          'id',
          'documentId',
          'createdAt',
          'updatedAt',
          'publishedAt',
          'createdBy',
          'updatedBy',
          'locale',
          'localizations',
        ].includes(name) && attributes[name].pluginOptions?.['content-manager']?.visible !== false
    );
    return CONTENT_ACTIONS.filter((action) => withDelete || !action.endsWith('.delete')).map((action) => ({
      action,
      subject: uid,
      properties: action.endsWith('.delete') ? {} : { fields },
    }));
  };

  const upload: Grant[] = ['read', 'assets.create', 'assets.update'].map((name) => ({
    action: `plugin::upload.${name}`,
    subject: null,
  }));

  const findRoles = (codes: string[]): Promise<Role[]> =>
    strapi.db.query('admin::role').findMany({ where: { code: { $in: codes } }, populate: { permissions: true } });

  /** Gives a role what it lacks of these grants. What somebody granted it besides stays. */
  const grant = async ({ id, permissions }: Role, grants: Grant[]) => {
    const isHeld = (wanted: Grant) =>
      permissions.some((one) => one.action === wanted.action && (one.subject ?? null) === wanted.subject);
    const missing = grants.filter((wanted) => !isHeld(wanted));
    if (missing.length === 0) return;
    await strapi.service('admin::role').addPermissions(
      id,
      missing.map((one) => ({ properties: {}, conditions: [], ...one }))
    );
  };

  return {
    /** Whether librarians hold nothing of the plugin's any more, which {@link ensure} gives them at every start: it was switched off since, and Strapi forgets the grants of what is not there. */
    async haveLostAll(): Promise<boolean> {
      const [librarian] = await findRoles([ROLES.librarian.code]);
      return (
        Boolean(librarian) && !librarian.permissions.some(({ action }) => action.startsWith(`plugin::${PLUGIN_ID}.`))
      );
    },

    /** Creates the roles of the network that do not exist yet and gives each what it needs. */
    async ensure(): Promise<void> {
      const { read, decide, exportList, wholeNetwork, undelivered } = PERMISSIONS;
      const needed: Record<keyof typeof ROLES, Grant[]> = {
        librarian: [...read, ...decide, ...exportList],
        editor: [...contentGrants(UIDS.mediatheque), ...PICKER_GRANTS],
        coordinator: [
          ...read,
          ...decide,
          ...exportList,
          ...wholeNetwork,
          ...undelivered,
          ...contentGrants(UIDS.mailTemplate),
        ],
      };
      const existing = await findRoles(Object.values(ROLES).map(({ code }) => code));
      for (const [name, grants] of Object.entries(needed)) {
        const role = ROLES[name as keyof typeof ROLES];
        const found = existing.find(({ code }) => code === role.code);
        await grant(found ?? { permissions: [], ...(await strapi.service('admin::role').create(role)) }, grants);
      }
    },

    async letEditorsManage(uid: string): Promise<void> {
      const [editor] = await findRoles([ROLES.editor.code]);
      await grant(editor, [...contentGrants(uid as UID.ContentType), ...upload]);
    },
  };
};
