import mustache from 'mustache';
import type { Locale } from '../../../shared/messages/locale';
import type { Settings } from '../config/options';

/** Addresses lead there; anything else is a text. */
const ADDRESS = /^(?:https?:\/\/|\/(?!\/))\S+$/;

/** Which of the paths that this server uses otherwise the website at `path` would stand in the way of, or be hidden by; undefined for none. */
export const takenPath = ({ path, used }: { path: string; used: string[] }): string | undefined => {
  const isWithin = (inner: string, outer: string) => `${inner}/`.startsWith(`${outer}/`);
  return used.filter((other) => other !== '').find((other) => isWithin(path, other) || isWithin(other, path));
};

type Notice = { address: string } | { text: string };
type Notices = Partial<Record<keyof Settings['website']['notices'], Record<Locale, Notice>>>;

const noticeOf = (written: string): Notice =>
  ADDRESS.test(written.trim()) ? { address: written.trim() } : { text: written };

/** The notices that the site has, in both languages: what is written once is shown in both. */
export const noticesOf = (notices: Settings['website']['notices']): Notices =>
  Object.fromEntries(
    Object.entries(notices)
      .filter(([, written]) => written !== '')
      .map(([name, written]) => {
        const { fr, en } = typeof written === 'string' ? { fr: written, en: written } : written;
        return [name, { fr: noticeOf(fr), en: noticeOf(en) }];
      })
  );

/**
 * Where the API is, from the page: a proxy may serve both below a path of its own. `path` is the page's, `/inscription`, and
 * `prefix` that of Strapi's API, `/api` unless the host has changed it.
 */
export const apiFromPage = ({ path, prefix }: { path: string; prefix: string }): string => {
  const segments = (text: string) => text.split('/').filter(Boolean);
  return [...segments(path).map(() => '..'), ...segments(prefix)].join('/');
};

/**
 * What a browser may do on the page, whatever the host allows on its own: scripts come from the package alone, in files. A style
 * sheet of another site may bring its fonts and images; the logos of the catalogue lie wherever the host uploads files to.
 */
export const policyOf = (styleSheet: string): string => {
  const site = URL.canParse(styleSheet) ? ` ${new URL(styleSheet).origin}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    // The proof of work of the sign-up counts in a worker of its own.
    "worker-src 'self'",
    `style-src 'self'${site}`,
    "img-src 'self' data: https:",
    `font-src 'self' data:${site}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
};

/** The page, from its template; `folder` is where its files are, relative to it. */
export const pageOf = (input: {
  template: string;
  folder: string;
  styleSheet: string;
  settings: { api: string; networkName: string; hasCatalogue: boolean; notices: Notices };
}): string => {
  const { template, folder, styleSheet, settings } = input;
  return mustache.render(template, { folder, styleSheet, settings: JSON.stringify(settings) });
};
