import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { Settings } from '../config/options';

/** Where mails send librarians, without a final slash, and patrons. */
export type Addresses = { adminUrl: string; websiteUrl: string };

const isAbsolute = (address: string): boolean => /^https?:\/\//i.test(address);
const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/**
 * The addresses that mails bear: the options where they are given, else where Strapi says that it is, the website below it. `url` and
 * `adminUrl` of `strapi` are what `config/server` and `config/admin` say, `absoluteUrl` and `absoluteAdminUrl` what Strapi makes of
 * it, which is the server's own interface where nothing is said. Throws, in production, where a mail would lead people there.
 */
export const addressesOf = (input: {
  options: Addresses;
  website: Pick<Settings['website'], 'enabled' | 'path'>;
  strapi: { url: string; adminUrl: string; absoluteUrl: string; absoluteAdminUrl: string };
  isProduction: boolean;
}): Addresses => {
  const { options, website, strapi, isProduction } = input;
  const addresses = {
    adminUrl: withoutSlash(options.adminUrl || strapi.absoluteAdminUrl),
    websiteUrl: options.websiteUrl || `${withoutSlash(strapi.absoluteUrl)}${website.path}/`,
  };
  if (!isProduction) return addresses;

  if (!options.websiteUrl && !website.enabled)
    throw new Error(
      'rn-subscriptions: the plugin’s own website is switched off (website.enabled), and mails have to lead patrons somewhere. Write the address of yours into the option websiteUrl, in config/plugins.'
    );
  const unknown = [
    ...(options.adminUrl || isAbsolute(strapi.adminUrl) ? [] : ['adminUrl']),
    ...(options.websiteUrl || isAbsolute(strapi.url) ? [] : ['websiteUrl']),
  ] as (keyof Addresses)[];
  if (unknown.length > 0)
    throw new Error(
      `rn-subscriptions: mails would lead people to ${unknown.map((name) => addresses[name]).join(' and ')}, which this machine alone may know. Write the address that people type, https://…, into url of config/server, or into the option${unknown.length > 1 ? 's' : ''} ${unknown.join(' and ')} of config/plugins.`
    );
  return addresses;
};

/** {@link addressesOf} this Strapi. */
export const addressesIn = (strapi: Core.Strapi): Addresses => {
  const option = <T>(name: string) => strapi.plugin(PLUGIN_ID).config<T>(name);
  const setting = (name: string) => strapi.config.get<string>(name, '');
  return addressesOf({
    options: { adminUrl: option('adminUrl'), websiteUrl: option('websiteUrl') },
    website: option('website'),
    strapi: {
      url: setting('server.url'),
      adminUrl: setting('admin.url'),
      absoluteUrl: setting('server.absoluteUrl'),
      absoluteAdminUrl: setting('admin.absoluteUrl'),
    },
    isProduction: process.env.NODE_ENV === 'production',
  });
};
