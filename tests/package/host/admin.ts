import plugin from 'strapi-plugin-rn-subscriptions/strapi-admin';

export const register: (app: never) => void = plugin.register;
