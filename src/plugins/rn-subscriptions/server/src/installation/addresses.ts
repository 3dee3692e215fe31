import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';

/** Where mails send librarians, without a final slash, and patrons. */
export type Addresses = { adminUrl: string; websiteUrl: string };

const isAbsolute = (address: string): boolean => /^https?:\/\//i.test(address);
const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/** What says where people reach an installation. */
type Said = {
  options: Addresses;
  website: Pick<Settings['website'], 'enabled' | 'path'>;
  /**
   * `url` and `adminUrl` are what `config/server` and `config/admin` say, `absoluteUrl` and `absoluteAdminUrl` what Strapi makes of it: the server's
   * own interface where nothing is said
   */
  strapi: { url: string; adminUrl: string; absoluteUrl: string; absoluteAdminUrl: string };
};

/** The addresses that mails bear: the options where they are given, else where Strapi says that it is, the website below it. */
export const addressesOf = ({ options, website, strapi }: Said): Addresses => ({
  adminUrl: withoutSlash(options.adminUrl || strapi.absoluteAdminUrl),
  websiteUrl: options.websiteUrl || `${withoutSlash(strapi.absoluteUrl)}${website.path}/`,
});

/** Those of {@link addressesOf} that nobody has said: this machine alone may know them, or nothing is there. */
export const guessedOf = ({ options, website, strapi }: Said): (keyof Addresses)[] => [
  ...(options.adminUrl || isAbsolute(strapi.adminUrl) ? [] : ['adminUrl' as const]),
  ...(options.websiteUrl || (website.enabled && isAbsolute(strapi.url)) ? [] : ['websiteUrl' as const]),
];

/** What says where people reach this Strapi. */
export const saidIn = (strapi: Core.Strapi): Said => {
  const option = <T>(name: string) => strapi.plugin(PLUGIN_ID).config<T>(name);
  const setting = (name: string) => strapi.config.get<string>(name, '');
  return {
    options: { adminUrl: option('adminUrl'), websiteUrl: option('websiteUrl') },
    website: option('website'),
    strapi: {
      url: setting('server.url'),
      adminUrl: setting('admin.url'),
      absoluteUrl: setting('server.absoluteUrl'),
      absoluteAdminUrl: setting('admin.absoluteUrl'),
    },
  };
};

/** {@link addressesOf} this Strapi. */
export const addressesIn = (strapi: Core.Strapi): Addresses => addressesOf(saidIn(strapi));
