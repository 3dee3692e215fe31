import { satisfies } from 'semver';
import type { Finding } from '../finding';
import type { EarlyFacts, Facts } from './facts';

/** Addresses whose accounts a log names; the query shows them all. */
const NAMED = 5;

const range = (text: string) => text.replace(/\s+/g, ' ');

export const nodeVersion = ({ node }: EarlyFacts): Finding[] =>
  satisfies(node.version, node.range)
    ? []
    : [
        {
          code: 'unsupported-node',
          severity: 'refuse',
          sentence: {
            fr: `Node ${node.version} n’est pas pris en charge`,
            en: `Node ${node.version} is not supported`,
          },
          how: 'node --version',
          mend: { fr: `installez Node ${range(node.range)}`, en: `install Node ${range(node.range)}` },
        },
      ];

export const strapiVersion = ({ strapi }: EarlyFacts): Finding[] =>
  satisfies(strapi.version, strapi.range, { includePrerelease: true })
    ? []
    : [
        {
          code: 'unsupported-strapi',
          severity: 'refuse',
          sentence: {
            fr: `Strapi ${strapi.version} n’est pas pris en charge par cette version du plugin`,
            en: `Strapi ${strapi.version} is not supported by this version of the plugin`,
          },
          how: 'npm ls @strapi/strapi',
          mend: {
            fr: `installez Strapi ${range(strapi.range)}, ou une version du plugin faite pour ${strapi.version}`,
            en: `install Strapi ${range(strapi.range)}, or a version of the plugin made for ${strapi.version}`,
          },
        },
      ];

export const databaseClient = ({ databaseClient: client }: EarlyFacts): Finding[] =>
  ['sqlite', 'postgres'].includes(client)
    ? []
    : [
        {
          code: 'unsupported-database',
          severity: 'refuse',
          sentence: {
            fr: `config/database nomme la base « ${client} » : le plugin ne fonctionne que sur PostgreSQL et SQLite, et n’a rien créé dans cette base`,
            en: `config/database names the database “${client}”: the plugin works on PostgreSQL and SQLite only, and has made nothing in this one`,
          },
          how: null,
          mend: {
            fr: 'utilisez PostgreSQL, ou retirez le plugin',
            en: 'use PostgreSQL, or take the plugin out',
          },
        },
      ];

export const usersPermissions = ({ hasUsersPermissions }: Facts): Finding[] =>
  hasUsersPermissions
    ? []
    : [
        {
          code: 'no-users-permissions',
          severity: 'refuse',
          sentence: {
            fr: 'le plugin users-permissions, dont les usagers ont les comptes, manque ou est désactivé',
            en: 'the plugin users-permissions, whose accounts patrons have, is missing or disabled',
          },
          how: 'npm ls @strapi/plugin-users-permissions',
          mend: {
            fr: 'installez @strapi/plugin-users-permissions dans la version de Strapi, et ne le désactivez pas dans config/plugins',
            en: 'install @strapi/plugin-users-permissions in the version of Strapi, and do not disable it in config/plugins',
          },
        },
      ];

export const emailProvider = ({ email }: Facts): Finding[] => {
  if (email.provider === null)
    return [
      {
        code: 'no-email-plugin',
        severity: 'refuse',
        sentence: {
          fr: 'le plugin email, par lequel partent tous les e-mails, est désactivé',
          en: 'the plugin email, by which all mails leave, is disabled',
        },
        how: null,
        mend: {
          fr: 'ne le désactivez pas dans config/plugins',
          en: 'do not disable it in config/plugins',
        },
      },
    ];
  if (email.isChosen) return [];
  return [
    {
      code: 'no-email-provider',
      severity: 'warn',
      sentence: {
        fr: 'aucun service d’envoi d’e-mails n’est choisi : Strapi essaie d’écrire lui-même à chaque serveur (sendmail), ce que la plupart refusent, et personne ne recevra rien',
        en: 'no email provider is chosen: Strapi tries to write to each server by itself (sendmail), which most refuse, and nobody will get a mail',
      },
      how: null,
      mend: {
        fr: 'nommez dans config/plugins, sous email, un service, par exemple @strapi/provider-email-nodemailer avec votre serveur SMTP',
        en: 'name a provider in config/plugins, under email, such as @strapi/provider-email-nodemailer with your SMTP server',
      },
    },
  ];
};

/** Only what a production server could lose or get wrong. */
const severityIn = ({ isProduction }: Facts) => (isProduction ? 'refuse' : 'warn');

export const forcedMigration = (facts: Facts): Finding[] =>
  facts.forceMigration
    ? [
        {
          code: 'force-migration',
          severity: severityIn(facts),
          sentence: {
            fr: 'settings.forceMigration n’est pas à false : un démarrage où le plugin ne se charge pas supprimerait toutes ses tables, inscriptions comprises',
            en: 'settings.forceMigration is not false: a start at which the plugin does not load would drop all its tables, with every registration',
          },
          how: null,
          mend: {
            fr: 'écrivez settings: { forceMigration: false } dans config/database',
            en: 'write settings: { forceMigration: false } in config/database',
          },
        },
      ]
    : [];

const isOwnMachine = (address: string): boolean =>
  ['127.0.0.1', 'localhost', '0.0.0.0', '[::1]'].includes(new URL(address).hostname);

/** What nobody has said stops a production server; what somebody has said of this machine may be a trial. */
export const publicAddress = ({ isProduction, addresses }: Facts): Finding[] => {
  const { guessed, isWebsiteOff, ...all } = addresses;
  const own = (['adminUrl', 'websiteUrl'] as const).filter((name) => isOwnMachine(all[name]));
  const names = guessed.length > 0 ? guessed : own;
  if (!isProduction || names.length === 0) return [];
  const where = (and: string) => names.map((name) => all[name]).join(and);
  const isOff = isWebsiteOff && names.join() === 'websiteUrl';
  return [
    {
      code: 'no-public-address',
      severity: guessed.length > 0 ? 'refuse' : 'warn',
      sentence: {
        fr: `les e-mails mèneraient à ${where(' et à ')}, ${isOff ? 'où les pages du plugin sont coupées (website.enabled)' : 'que cette machine seule connaît peut-être'}`,
        en: `mails would lead people to ${where(' and ')}, ${isOff ? 'where the plugin’s pages are switched off (website.enabled)' : 'which this machine alone may know'}`,
      },
      how: null,
      mend: {
        fr: `écrivez l’adresse que les gens tapent, https://…, dans url de config/server ou dans ${names.join(' et ')} du plugin, dans config/plugins`,
        en: `write the address that people type, https://…, into url of config/server or into ${names.join(' and ')} of the plugin, in config/plugins`,
      },
    },
  ];
};

const SHOW_SAME =
  'SELECT id, username, email FROM up_users WHERE lower(email) IN (SELECT lower(email) FROM up_users GROUP BY lower(email) HAVING count(*) > 1) ORDER BY lower(email), id;';

export const oneAccountPerAddress = ({ sameAddress, dedicated }: Facts): Finding[] => {
  if (sameAddress.length === 0) return [];
  const some = sameAddress.slice(0, NAMED).map((ids) => ids.join(', '));
  const ids = `${some.join(' ; ')}${sameAddress.length > NAMED ? ' ; …' : ''}`;
  const count = sameAddress.length;
  const shared = {
    fr: `${count === 1 ? 'une adresse e-mail appartient' : `${count} adresses e-mail appartiennent chacune`} à plusieurs comptes, majuscules mises à part (id ${ids})`,
    en: `${count === 1 ? 'one e-mail address belongs' : `${count} e-mail addresses belong each`} to several accounts, case aside (id ${ids})`,
  };
  // As a guest the plugin asks one address for each account of its own making only.
  if (!dedicated)
    return [
      {
        code: 'accounts-share-an-address',
        severity: 'warn',
        sentence: shared,
        how: SHOW_SAME,
        mend: {
          fr: 'une inscription à cette adresse ira au plus ancien de ces comptes ; gardez-en un seul si c’est la même personne',
          en: 'a sign-up with that address goes to the oldest of them; keep one alone where it is the same person',
        },
      },
    ];
  return [
    {
      code: 'accounts-share-an-address',
      severity: 'refuse',
      sentence: {
        fr: `${shared.fr}, alors que le plugin a besoin d’un compte par adresse`,
        en: `${shared.en}, and the plugin needs one account for each address`,
      },
      how: SHOW_SAME,
      mend: {
        fr: 'gardez un seul compte par adresse : corrigez l’adresse des autres, ou supprimez-les, puis redémarrez ; rien n’a été changé',
        en: 'keep one account for each address: correct the address of the others, or delete them, then start again; nothing has been changed',
      },
    },
  ];
};

const EARLY_CHECKS: ((facts: EarlyFacts) => Finding[])[] = [nodeVersion, strapiVersion, databaseClient];
/** A further check is a further line. */
const CHECKS: ((facts: Facts) => Finding[])[] = [
  ...EARLY_CHECKS,
  usersPermissions,
  forcedMigration,
  publicAddress,
  emailProvider,
  oneAccountPerAddress,
];

/** What stops an installation even from being loaded. */
export const earlyFindingsOf = (facts: EarlyFacts): Finding[] => EARLY_CHECKS.flatMap((check) => check(facts));

/** What these facts say of an installation; what stops it comes first. */
export const findingsOf = (facts: Facts): Finding[] => {
  const all = CHECKS.flatMap((check) => check(facts));
  return [...all.filter(({ severity }) => severity === 'refuse'), ...all.filter(({ severity }) => severity === 'warn')];
};
