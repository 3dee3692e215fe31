import { currentLanguage, texts } from '../i18n/index.js';
import { element } from '../dom.js';
import { settings } from '../settings.js';

/** The notices that this site has, in the order of its footer, with the name of the view that shows the text of each. */
const VIEWS = { accessibility: 'accessibilite', legal: 'mentions-legales', privacy: 'donnees-personnelles' };

const written = (name) => settings.notices[name]?.[currentLanguage()];

/** A link to a notice, to its text here or to where it lies; null where the site has none. */
export const noticeLink = (name, attributes = {}) => {
  const notice = written(name);
  return notice
    ? element('a', { href: notice.address ?? `#${VIEWS[name]}`, ...attributes }, texts().notices[name])
    : null;
};

/** The links to all notices that the site has. */
export const noticeLinks = (current) =>
  Object.keys(VIEWS)
    .map((name) => noticeLink(name, { 'aria-current': VIEWS[name] === current && 'page' }))
    .filter(Boolean);

const HEADING = /^#+\s*/;
/** Addresses of pages and of mailboxes, without the full stop that ends a sentence. */
const ADDRESS = /(https?:\/\/[^\s<>«»"()]*[^\s<>«»"().,;:!?]|[^\s<>«»"():,;]+@[\w.-]+\.\w+)/;

const withLinks = (text) =>
  text
    .split(ADDRESS)
    .map((part, index) =>
      index % 2 ? element('a', { href: part.includes('://') ? part : `mailto:${part}` }, part) : part
    );

const block = (paragraph) =>
  HEADING.test(paragraph)
    ? element('h2', {}, paragraph.replace(HEADING, ''))
    : element('p', { class: 'lines' }, ...withLinks(paragraph));

/** Whether what English readers see is the French text, as there is no other. */
const isInFrench = (name) => settings.notices[name].fr.text === settings.notices[name].en.text;

const noticeView = (name) => () =>
  element(
    'div',
    { class: 'narrow notice-text', lang: isInFrench(name) && 'fr' },
    element('h1', { lang: currentLanguage() }, texts().notices[name]),
    ...written(name)
      .text.split(/\n\s*\n/)
      .map((paragraph) => paragraph.trim())
      .filter(Boolean)
      .map(block)
  );

/** The views of the notices whose text the site has, for the router. */
export const noticeViews = Object.fromEntries(
  Object.entries(VIEWS).map(([name, view]) => [
    view,
    { render: noticeView(name), insteadOf: () => !written(name)?.text && 'ressources' },
  ])
);
