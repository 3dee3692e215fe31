export const PLUGIN_ID = 'rn-subscriptions';

const action = (name: string) => ({ action: `plugin::${PLUGIN_ID}.${name}`, subject: null });

/**
 * What an admin role can be granted. The last segments differ from each other because the admin panel names a
 * permission after its last segment.
 */
export const PERMISSIONS = {
  read: [action('registrations.read')],
  decide: [action('registrations.decide')],
  exportList: [action('registrations.export')],
  wholeNetwork: [action('network.whole-network')],
  undelivered: [action('mails.undelivered')],
};
