import type { Core } from '@strapi/strapi';
import { LARGEST_FILE } from '../src/uploads';

/**
 * What a browser may do on the panel; the website's pages bring what they may do themselves. Scripts come from this server alone, in files; the panel
 * writes its styles into the page. A year of HTTPS is asked for only where the site is served by HTTPS.
 */
const security = (publicUrl: string) => ({
  contentSecurityPolicy: {
    useDefaults: false,
    // Strings: Strapi would fill up lists with what it allows by itself, its market and every server with HTTPS.
    directives: {
      'default-src': "'self'",
      'script-src': "'self'",
      'script-src-attr': "'none'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data: blob:",
      'media-src': "'self' data: blob:",
      'font-src': "'self' data:",
      'connect-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
    },
  },
  frameguard: { action: 'deny' },
  // Addresses of this server carry links with tokens and ids of patrons.
  referrerPolicy: { policy: 'no-referrer' },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  hsts: publicUrl.startsWith('https:') && { maxAge: 365 * 24 * 3600, includeSubDomains: false },
});

/** Where the website's pages may be read from, besides this server itself: an address without its path, or nothing. */
const originsOf = (...addresses: string[]): string[] => [
  ...new Set(addresses.filter((address) => URL.canParse(address)).map((address) => new URL(address).origin)),
];

const config = ({ env }: Core.Config.Shared.ConfigParams): Core.Config.Middlewares => [
  'strapi::logger',
  'strapi::errors',
  { name: 'strapi::security', config: security(env('PUBLIC_URL', '')) },
  // The website's calls carry a token and no cookie; a page of another site must not act with the panel's.
  {
    name: 'strapi::cors',
    config: { credentials: false, origin: originsOf(env('WEBSITE_URL', ''), env('PUBLIC_URL', '')) },
  },
  'strapi::query',
  // Nothing that people send here is large but images.
  {
    name: 'strapi::body',
    config: {
      jsonLimit: '256kb',
      formLimit: '64kb',
      textLimit: '64kb',
      formidable: { maxFileSize: LARGEST_FILE, maxFields: 20, maxFieldsSize: 64 * 1024 },
    },
  },
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];

export default config;
