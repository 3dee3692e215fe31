/** The password of every account of the demo. */
export const PASSWORD = 'Demo-Ressources-60';

/** Accounts of the admin panel. `role` is a role's code; libraries are named by code where the link is by user. */
export const ADMINS = [
  {
    what: 'Super-administratrice',
    email: 'admin@example.org',
    firstname: 'Nadia',
    lastname: 'Administratrice',
    role: 'strapi-super-admin',
  },
  {
    what: 'Coordinateur du réseau',
    email: 'coordinateur@example.org',
    firstname: 'Marc',
    lastname: 'Coordinateur',
    role: 'rn-coordinator',
  },
  {
    what: 'Éditrice des médiathèques',
    email: 'editrice@example.org',
    firstname: 'Sonia',
    lastname: 'Éditrice',
    role: 'rn-editor',
  },
  {
    what: 'Bibliothécaire de Valbruyère',
    email: 'bibliothecaire@example.org',
    firstname: 'Claire',
    lastname: 'Bibliothécaire',
    role: 'rn-librarian',
    mediatheques: ['D01'],
  },
  {
    what: 'Bibliothécaire de deux médiathèques',
    email: 'bibliothecaire.reseau@example.org',
    firstname: 'Hugo',
    lastname: 'Bibliothécaire',
    role: 'demo-val-d-aune',
  },
];

/** A role that is linked to libraries: whoever holds it works for them. It may do what the librarians' role may. */
export const NETWORK_ROLE = {
  code: 'demo-val-d-aune',
  name: 'Réseau du Val d’Aune',
  description: 'Les bibliothécaires de Bellerive-sur-Aune et de Neuville-aux-Tanneurs.',
  mediatheques: ['D02', 'D03'],
};

/** Patrons whose address is shown; the others are made by people.mjs. Days are counted back from today. */
export const PATRONS = [
  {
    what: 'Inscription en attente, mot de passe pas encore choisi (« Mot de passe oublié » envoie le lien)',
    email: 'attente@example.org',
    confirmed: false,
    people: [
      {
        lastName: 'Lefebvre',
        firstName: 'Hélène',
        birthDate: '1984-05-17',
        mediatheque: 'D01',
        status: 'pending',
        registeredAgo: 0,
      },
    ],
  },
  {
    what: 'Inscription validée',
    email: 'valide@example.org',
    people: [
      {
        lastName: 'Moreau',
        firstName: 'Julien',
        birthDate: '1991-11-02',
        mediatheque: 'D01',
        status: 'validated',
        registeredAgo: 40,
        validAgo: 42,
      },
    ],
  },
  {
    what: 'Une famille : validée et en attente',
    email: 'famille@example.org',
    people: [
      {
        lastName: 'Garnier',
        firstName: 'Aïcha',
        birthDate: '1987-02-09',
        mediatheque: 'D02',
        status: 'validated',
        registeredAgo: 120,
        validAgo: 125,
      },
      {
        lastName: 'Garnier',
        firstName: 'Noé',
        birthDate: '2012-08-21',
        mediatheque: 'D02',
        status: 'pending',
        registeredAgo: 1,
      },
    ],
  },
];
