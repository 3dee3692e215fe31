import type { PluginOptions } from 'strapi-plugin-rn-subscriptions/strapi-server';

const options: PluginOptions = {
  subscriptionMonths: 6,
  networkName: 'Médiathèque départementale',
  limits: { signInsPerClient: 60 },
  // @ts-expect-error A misspelt option is seen while it is written.
  subscriptionMonth: 6,
};

// @ts-expect-error And so is a value that cannot be.
export const wrong: PluginOptions = { retention: { refusedMonths: '6' } };

export default { 'rn-subscriptions': { enabled: true, config: options } };
