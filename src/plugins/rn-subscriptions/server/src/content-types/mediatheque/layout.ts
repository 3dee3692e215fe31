import { UIDS } from '../../uids';

/** The library's form and list for editors. Librarians are picked by their address: names repeat. */
export default {
  uid: UIDS.mediatheque,
  fields: {
    label: { label: 'Ville — Nom', description: 'Rempli automatiquement' },
    code: { label: 'Code', description: 'Code de la bibliothèque au ministère, ou un code à vous' },
    name: { label: 'Nom' },
    city: { label: 'Ville' },
    postalCode: { label: 'Code postal' },
    address: { label: 'Adresse' },
    email: { label: 'Adresse e-mail générique', description: 'Les demandes d’inscription y sont envoyées' },
    active: { label: 'Active', description: 'Proposée aux usagers qui s’inscrivent' },
    subscriptionMonths: { label: 'Durée de l’abonnement (mois)', description: 'Vide\u00a0: la durée du réseau' },
    librarians: {
      label: 'Bibliothécaires',
      description: 'Les comptes qui valident les inscriptions de cette médiathèque',
      mainField: 'email',
    },
    roles: {
      label: 'Rôles',
      description: 'Les rôles dont tous les comptes travaillent pour cette médiathèque',
      mainField: 'name',
    },
  },
  list: ['label', 'code', 'email', 'active'],
  edit: [
    [
      { name: 'label', size: 8 },
      { name: 'active', size: 4 },
    ],
    [
      { name: 'city', size: 6 },
      { name: 'name', size: 6 },
    ],
    [
      { name: 'address', size: 8 },
      { name: 'postalCode', size: 4 },
    ],
    [
      { name: 'email', size: 6 },
      { name: 'subscriptionMonths', size: 6 },
    ],
    [{ name: 'code', size: 6 }],
    [
      { name: 'librarians', size: 6 },
      { name: 'roles', size: 6 },
    ],
  ],
};
