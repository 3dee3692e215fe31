import type { Core } from '@strapi/strapi';
import type { EditorLayouts, Roles } from 'strapi-plugin-rn-subscriptions/strapi-server';
import { secretProblem } from './secrets';
import { settingProblem } from './settings';

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    const problem = secretProblem(process.env) ?? settingProblem(process.env);
    if (problem) throw new Error(problem);
    // As many addresses of X-Forwarded-For as there are proxies of ours; what stands before them a client wrote.
    strapi.server.app.maxIpsCount = Number(process.env.PROXY_COUNT ?? 0);
  },

  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    const uid = 'api::digital-resource.digital-resource';
    const plugin = strapi.plugin('rn-subscriptions');
    await plugin.service<Roles>('roles').letEditorsManage(uid);
    await plugin.service<EditorLayouts>('editorLayouts').apply({
      uid,
      fields: {
        name: { label: 'Nom' },
        description: { label: 'Description' },
        category: { label: 'Catégorie' },
        logo: { label: 'Logo' },
        address: { label: 'Adresse', description: 'Elle n’est donnée qu’aux abonnés dont l’inscription est valide' },
      },
      list: ['name', 'category', 'address'],
      edit: [
        [
          { name: 'name', size: 6 },
          { name: 'category', size: 6 },
        ],
        [{ name: 'address', size: 12 }],
        [
          { name: 'description', size: 6 },
          { name: 'logo', size: 6 },
        ],
      ],
    });
  },
};
