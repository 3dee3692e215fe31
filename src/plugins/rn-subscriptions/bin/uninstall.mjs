import { show } from './doctor.mjs';
import { loadHost, Unfit } from './host.mjs';
import { said, words } from './words.mjs';

const DONE = 0;
const FAILED = 1;

const list = (names) => names.join(', ') || '–';

/** What there is of the plugin, a line each. */
const lines = (
  { tables, functions, indexes, columns, roles, grants, settings, putBack, accounts, folder },
  withAccounts
) => {
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  const people = roles.reduce((sum, one) => sum + one.people, 0);
  const restored = Object.entries(putBack).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return [
    { fr: `tables : ${tables.length}, ${rows} lignes`, en: `tables: ${tables.length}, ${rows} rows` },
    {
      fr: `fonctions et leurs déclencheurs : ${list(functions)}`,
      en: `functions and their triggers: ${list(functions)}`,
    },
    { fr: `index sur les comptes : ${list(indexes)}`, en: `indexes on the accounts: ${list(indexes)}` },
    { fr: `colonnes des comptes : ${list(columns)}`, en: `columns of the accounts: ${list(columns)}` },
    {
      fr: `rôles : ${list(roles.map(({ name }) => name))} (${people} personnes les ont, et gardent leur accès au panneau par leurs autres rôles)`,
      en: `roles: ${list(roles.map(({ name }) => name))} (${people} people hold them, and keep what their other roles give them)`,
    },
    { fr: `autorisations d’autres rôles et jetons : ${grants}`, en: `grants of other roles and tokens: ${grants}` },
    { fr: `réglages dans la base : ${settings}`, en: `settings in the database: ${settings}` },
    {
      fr: `réglages de users-permissions remis comme avant : ${list(restored)}`,
      en: `settings of users-permissions put back: ${list(restored)}`,
    },
    {
      fr: `fichiers de ${folder?.path ?? 'stateFolder'} : ${folder?.files ?? 0}`,
      en: `files of ${folder?.path ?? 'stateFolder'}: ${folder?.files ?? 0}`,
    },
    ...(withAccounts
      ? [
          {
            fr: `comptes ouverts par une inscription : ${accounts.made}`,
            en: `accounts that a sign-up has made: ${accounts.made}`,
          },
        ]
      : []),
  ];
};

/** What stays, and why. */
const stays = ({ accounts }, withAccounts) => [
  {
    fr: `les ${accounts.theirs} comptes du site : ils ne sont pas au plugin`,
    en: `the ${accounts.theirs} accounts of the site: they are not the plugin's`,
  },
  ...(withAccounts
    ? []
    : [
        {
          fr: `les ${accounts.made} comptes ouverts par une inscription : le site peut en avoir l’usage ; --with-accounts les retire`,
          en: `the ${accounts.made} accounts that a sign-up has made: the site may use them; --with-accounts takes them out`,
        },
      ]),
  {
    fr: 'les extensions pg_trgm et btree_gin de PostgreSQL : d’autres peuvent s’en servir',
    en: 'the extensions pg_trgm and btree_gin of PostgreSQL: others may use them',
  },
];

const NEXT = {
  fr: "Pour finir : retirez 'rn-subscriptions' de config/plugins et 'plugin::rn-subscriptions.harmless-uploads' de config/middlewares, puis npm uninstall strapi-plugin-rn-subscriptions.",
  en: "To finish: take 'rn-subscriptions' out of config/plugins and 'plugin::rn-subscriptions.harmless-uploads' out of config/middlewares, then npm uninstall strapi-plugin-rn-subscriptions.",
};
const FIRST = {
  fr: 'Arrêtez d’abord tous les serveurs, et gardez une sauvegarde. Relancez avec --yes pour le faire.',
  en: 'Stop all servers first, and keep a backup. Run it again with --yes to do it.',
};

const print = (found, { withAccounts, title, kept }) => {
  console.log(said(title));
  for (const line of lines(found, withAccounts)) console.log(`  - ${said(line)}`);
  console.log(said(kept));
  for (const line of stays(found, withAccounts)) console.log(`  - ${said(line)}`);
};

/** Takes the plugin out of the project in this folder, or says what that would take out. Returns the exit code. */
export const uninstall = async ({ folder, yes, withAccounts }) => {
  try {
    const { service, isDescribed } = await loadHost(folder, { isBeingTakenOut: true });
    if (!isDescribed) {
      console.log(said({ fr: 'Il n’y a pas encore de base de données.', en: 'There is no database yet.' }));
      return DONE;
    }
    const uninstallation = service('uninstallation');
    const kept = { fr: 'Reste :', en: 'What stays:' };
    if (yes) {
      const found = await uninstallation.run({ withAccounts });
      print(found, { withAccounts, kept, title: { fr: 'Retiré :', en: 'Taken out:' } });
      console.log(said(NEXT));
    } else {
      print(await uninstallation.find(), {
        withAccounts,
        kept,
        title: { fr: 'Serait retiré :', en: 'Would be taken out:' },
      });
      console.log(`${words.unchanged} ${said(FIRST)}`);
    }
    return DONE;
  } catch (error) {
    if (error instanceof Unfit) show(error.findings);
    // What the database says may repeat values.
    else
      console.error(
        said({
          fr: `Rien n’a été retiré de la base (${error.code ?? error.name}).`,
          en: `Nothing was taken out of the database (${error.code ?? error.name}).`,
        })
      );
    return FAILED;
  }
};
