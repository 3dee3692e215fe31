import { PLUGIN_ID } from '../../../shared/permissions';

const plugin = { section: 'plugins' as const, pluginName: PLUGIN_ID };

/** The actions an admin role can be granted, as the roles screen shows them; shared/permissions.ts names them for both sides. */
export default [
  {
    ...plugin,
    uid: 'registrations.read',
    displayName: 'Voir les abonnés de ses médiathèques',
    subCategory: 'Inscriptions',
  },
  { ...plugin, uid: 'registrations.decide', displayName: 'Valider, refuser et corriger', subCategory: 'Inscriptions' },
  { ...plugin, uid: 'registrations.export', displayName: 'Exporter la liste', subCategory: 'Inscriptions' },
  {
    ...plugin,
    uid: 'network.whole-network',
    displayName: 'Voir les abonnés de toutes les médiathèques',
    subCategory: 'Réseau',
  },
  {
    ...plugin,
    uid: 'mails.undelivered',
    displayName: 'Voir et relancer les e-mails non partis',
    subCategory: 'Réseau',
  },
];
