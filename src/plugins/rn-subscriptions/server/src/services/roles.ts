import type { Core } from '@strapi/strapi';
import { PERMISSIONS } from '../../../shared/permissions';
import { UIDS } from '../utils';

type Grant = { action: string; subject: string | null; properties?: { fields?: string[] } };

/** Roles of the network, by the code that stays when somebody renames them. */
export const ROLES = {
  librarian: { code: 'rn-librarian', name: 'Bibliothécaire', description: 'Valide ou refuse les inscriptions des usagers de ses médiathèques.' },
  editor: { code: 'rn-editor', name: 'Éditeur MDO', description: 'Tient à jour les médiathèques et le catalogue des ressources numériques.' },
  coordinator: { code: 'rn-coordinator', name: 'Coordinateur MDO', description: 'Suit les inscriptions et les e-mails de tout le réseau.' },
} as const;

/** Whom and what an editor may link to a library has to have a name in the picker: these fields, and no other. */
const PICKER_GRANTS: Grant[] = [
  { action: 'plugin::content-manager.explorer.read', subject: 'admin::user', properties: { fields: ['firstname', 'lastname', 'email'] } },
  { action: 'plugin::content-manager.explorer.read', subject: 'admin::role', properties: { fields: ['name'] } },
];

const CONTENT_ACTIONS = ['create', 'read', 'update', 'delete'].map((verb) => `plugin::content-manager.explorer.${verb}`);

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const contentGrants = (uid: string, withDelete = true): Grant[] => {
    const { attributes } = strapi.getModel(uid as never) as unknown as { attributes: Record<string, { private?: boolean; pluginOptions?: any; visible?: boolean }> };
    const fields = Object.keys(attributes).filter(
      (name) =>
        !['id', 'documentId', 'createdAt', 'updatedAt', 'publishedAt', 'createdBy', 'updatedBy', 'locale', 'localizations'].includes(name) &&
        attributes[name].pluginOptions?.['content-manager']?.visible !== false
    );
    return CONTENT_ACTIONS.filter((action) => withDelete || !action.endsWith('.delete')).map((action) => ({
      action,
      subject: uid,
      properties: action.endsWith('.delete') ? {} : { fields },
    }));
  };

  const upload: Grant[] = ['read', 'assets.create', 'assets.update'].map((name) => ({ action: `plugin::upload.${name}`, subject: null }));

  /** Gives a role what it lacks of these grants. What somebody granted it besides stays. */
  const grant = async (code: string, grants: Grant[]) => {
    const role = await strapi.db.query('admin::role').findOne({ where: { code }, populate: { permissions: true } });
    const held = (wanted: Grant) =>
      role.permissions.some((one: Grant) => one.action === wanted.action && (one.subject ?? null) === wanted.subject);
    const missing = grants.filter((wanted) => !held(wanted));
    if (missing.length === 0) return;
    await strapi.service('admin::role').addPermissions(role.id, missing.map((one) => ({ properties: {}, conditions: [], ...one })));
  };

  return {
    /** Creates the roles of the network that do not exist yet and gives each what it needs. */
    async ensure(): Promise<void> {
      for (const role of Object.values(ROLES)) {
        const existing = await strapi.db.query('admin::role').count({ where: { code: role.code } });
        if (existing === 0) await strapi.service('admin::role').create(role);
      }
      const { read, decide, exportList, wholeNetwork, undelivered } = PERMISSIONS;
      await grant(ROLES.librarian.code, [...read, ...decide, ...exportList]);
      await grant(ROLES.editor.code, [...contentGrants(UIDS.mediatheque), ...PICKER_GRANTS]);
      await grant(ROLES.coordinator.code, [...read, ...decide, ...exportList, ...wholeNetwork, ...undelivered, ...contentGrants(UIDS.mailTemplate)]);
    },

    /** Lets editors manage a content type of the host in the Content Manager, with its pictures: for the host's bootstrap. */
    async letEditorsManage(uid: string): Promise<void> {
      await grant(ROLES.editor.code, [...contentGrants(uid), ...upload]);
    },
  };
};
