import { ADMINS, PASSWORD, PATRONS } from './accounts.mjs';

const lines = (accounts) => {
  const width = Math.max(...[...ADMINS, ...PATRONS].map(({ what }) => what.length));
  return accounts.map(({ what, email }) => `    ${what.padEnd(width)}   ${email}`);
};

/** The one screen of the demo, as French text for a terminal. */
export const screen = ({ port, inboxPort }) =>
  [
    '',
    '  La démonstration est prête. Ctrl-C l’arrête. (The demo is ready; Ctrl-C stops it.)',
    '',
    `  Panneau d’administration   http://127.0.0.1:${port}/admin`,
    `  Site des usagers           http://127.0.0.1:${port}/inscription/`,
    `  Boîte aux lettres          http://127.0.0.1:${inboxPort}/   (tous les e-mails y arrivent)`,
    '',
    `  Mot de passe de tous les comptes : ${PASSWORD}`,
    '',
    '  Panneau d’administration',
    ...lines(ADMINS),
    '',
    '  Site des usagers',
    ...lines(PATRONS),
    '',
    '  Les données restent d’une fois à l’autre ; pour repartir de zéro : npm run demo -- --reset',
    '',
  ].join('\n');
