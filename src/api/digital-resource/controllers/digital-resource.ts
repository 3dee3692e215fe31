import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import type { Entitlements } from 'strapi-plugin-rn-subscriptions/strapi-server';

const UID = 'api::digital-resource.digital-resource';

const SENTENCES = {
  signIn: { fr: 'Connectez-vous pour continuer.', en: 'Please sign in to go on.' },
  unknown: { fr: 'Cette ressource n’existe pas.', en: 'This resource does not exist.' },
};
const say = (ctx: Context, code: keyof typeof SENTENCES) =>
  SENTENCES[code][ctx.acceptsLanguages(['fr', 'en']) === 'en' ? 'en' : 'fr'];

type Resource = {
  documentId: string;
  name: string;
  description?: string;
  category: string;
  logo?: { url: string; alternativeText?: string };
};

/** What everybody may see of a resource: never the address that opens it. */
const publicResource = ({ documentId, name, description, category, logo }: Resource) => ({
  documentId,
  name,
  description: description ?? null,
  category,
  logo: logo ? { url: logo.url, alternativeText: logo.alternativeText ?? null } : null,
});

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async find() {
    // Strapi's types of this content type would have to be generated at each change of it.
    const resources = (await strapi.documents(UID).findMany({
      fields: ['name', 'description', 'category'],
      populate: { logo: { fields: ['url', 'alternativeText'] } },
      sort: ['category', 'name'],
      limit: 500,
    })) as unknown as Resource[];
    return { data: resources.map(publicResource) };
  },

  async open(ctx: Context) {
    const account = ctx.state.auth?.strategy?.name === 'users-permissions' && ctx.state.user;
    if (!account) throw new errors.UnauthorizedError(say(ctx, 'signIn'));

    const { documentId } = ctx.params;
    const resource = /^[a-z0-9]+$/.test(documentId)
      ? await strapi.documents(UID).findOne({ documentId, fields: ['address'] })
      : null;
    if (!resource) throw new errors.NotFoundError(say(ctx, 'unknown'));

    // Throws 403 with the reason where no subscription of the account is valid today.
    await strapi.plugin('rn-subscriptions').service<Entitlements>('entitlements').require(account.id);
    return { data: { address: resource.address } };
  },
});
