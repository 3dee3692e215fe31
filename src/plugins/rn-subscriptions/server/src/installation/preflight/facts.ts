import type { Addresses } from '../addresses';

/** What is known of an installation as soon as its settings are read, before Strapi loads its plugins. */
export type EarlyFacts = {
  /** the version that runs, and the range that the plugin's package names */
  node: { version: string; range: string };
  strapi: { version: string; range: string };
  /** as config/database names it */
  databaseClient: string;
};

/** What is known of it before anything is changed in its database. */
export type Facts = EarlyFacts & {
  isProduction: boolean;
  /** this Strapi serves nothing else: all its accounts are patrons' */
  dedicated: boolean;
  /** tables of content types that are not loaded are dropped at a start */
  forceMigration: boolean;
  /** where mails lead people; `guessed`: those that nobody has said */
  addresses: Addresses & { guessed: (keyof Addresses)[]; isWebsiteOff: boolean };
  hasUsersPermissions: boolean;
  /** `provider` null: the email plugin is switched off; `isChosen`: somebody has set a provider, or something of it */
  email: { provider: string | null; isChosen: boolean };
  /** accounts (ids) that share one address, its case aside: a list for each address */
  sameAddress: number[][];
};
