/** French where the terminal speaks it, English elsewhere. */
export const locale = (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '').startsWith('fr')
  ? 'fr'
  : 'en';

/** What these words say in the reader's language. */
export const said = (words) => words[locale];

const WORDS = {
  usage: {
    fr: `Usage : npx strapi-plugin-rn-subscriptions <commande>, dans le dossier d’un projet Strapi

  doctor              dit ce qui empêche le plugin de démarrer ou de fonctionner ici ; ne change rien
      --json            les constats, pour un programme
  uninstall           dit ce que le plugin a mis dans la base et ce qui en serait retiré ; ne change rien
      --yes             le retire
      --with-accounts   et les comptes que ses inscriptions ont ouverts

Codes de sortie : 0 tout va bien ou tout est fait, 1 un démarrage serait refusé ou la commande a échoué, 2 mauvais usage, 3 des avertissements seulement.`,
    en: `Usage: npx strapi-plugin-rn-subscriptions <command>, in the folder of a Strapi project

  doctor              says what keeps the plugin from starting or working here; changes nothing
      --json            the findings, for a program
  uninstall           says what the plugin has put into the database, and what of it would go; changes nothing
      --yes             takes it out
      --with-accounts   and the accounts that its sign-ups have made

Exit codes: 0 all is well or done, 1 a start would be refused or the command failed, 2 misuse, 3 warnings only.`,
  },
  unknown: { fr: 'Option ou commande inconnue.', en: 'Unknown option or command.' },
  well: { fr: 'Rien n’empêche le plugin de fonctionner ici.', en: 'Nothing keeps the plugin from working here.' },
  refuse: { fr: 'BLOQUANT', en: 'STOPS A START' },
  warn: { fr: 'ATTENTION', en: 'WARNING' },
  mend: { fr: 'À faire', en: 'What to do' },
  see: { fr: 'Pour le voir', en: 'To see it' },
  unchanged: { fr: 'Rien n’a été changé.', en: 'Nothing has been changed.' },
};

/** The words of the commands themselves. */
export const words = Object.fromEntries(Object.entries(WORDS).map(([name, both]) => [name, said(both)]));

const finding = (code, sentence, mend, how = null) => ({ code, severity: 'refuse', sentence, how, mend });

/** What can be said where the plugin itself could not be asked. */
export const FINDINGS = {
  noProject: (folder) =>
    finding(
      'no-strapi-project',
      {
        fr: `${folder} n’est pas le dossier d’un projet Strapi installé`,
        en: `${folder} is not the folder of a Strapi project that is installed`,
      },
      {
        fr: 'allez dans le dossier du projet, et lancez npm install',
        en: 'go to the folder of the project, and run npm install',
      }
    ),
  noBuild: (file) =>
    finding(
      'plugin-not-built',
      {
        fr: `le plugin n’est pas compilé (${file} manque) : Strapi démarrerait sans lui, et supprimerait ses tables là où forceMigration n’est pas à false`,
        en: `the plugin is not built (${file} is missing): Strapi would start without it, and drop its tables where forceMigration is not false`,
      },
      {
        fr: 'réinstallez le paquet, ou lancez npm run build dans son dossier',
        en: 'install the package again, or run npm run build in its folder',
      }
    ),
  notEnabled: () =>
    finding(
      'plugin-not-enabled',
      { fr: 'le plugin n’est pas activé dans ce projet', en: 'the plugin is not enabled in this project' },
      {
        fr: "ajoutez strapi-plugin-rn-subscriptions aux dépendances du projet, et 'rn-subscriptions': { enabled: true } à config/plugins",
        en: "add strapi-plugin-rn-subscriptions to the project's dependencies, and 'rn-subscriptions': { enabled: true } to config/plugins",
      }
    ),
  cannotLoad: (problem) =>
    finding(
      'strapi-does-not-load',
      { fr: `Strapi ne se charge pas : ${problem}`, en: `Strapi does not load: ${problem}` },
      { fr: 'corrigez cela d’abord, puis relancez la commande', en: 'mend that first, then run the command again' }
    ),
  databaseAway: (problem) =>
    finding(
      'database-away',
      { fr: `la base de données ne répond pas (${problem})`, en: `the database does not answer (${problem})` },
      {
        fr: 'vérifiez qu’elle tourne, et ce que config/database en dit',
        en: 'see that it runs, and what config/database says of it',
      }
    ),
};
