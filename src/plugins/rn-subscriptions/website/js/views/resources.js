import { findResources, openResource } from '../api.js';
import { element, hiddenText } from '../dom.js';
import { texts } from '../i18n/index.js';
import { loaded } from '../parts/states.js';
import { currentSession } from '../session.js';
import { settings } from '../settings.js';

const words = () => texts().resources;

const isWebAddress = (address) => {
  try {
    return ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
};

/** Opens in this tab: no blocker stands in the way, and Back leads here again. */
const openButton = ({ documentId, name }) => {
  const problem = element('p', { class: 'field-problem', role: 'alert' });
  let opening = false;

  const setOpening = (isOpening) => {
    opening = isOpening;
    button.setAttribute('aria-disabled', String(isOpening));
    button.firstChild.textContent = isOpening ? words().opening : words().open;
  };

  const open = async () => {
    if (opening) return;
    problem.textContent = '';
    setOpening(true);
    try {
      const address = await openResource(documentId);
      if (isWebAddress(address)) location.assign(address);
      else problem.textContent = words().badAddress;
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      setOpening(false);
    }
  };

  const button = element(
    'button',
    { type: 'button', class: 'button', click: open },
    words().open,
    hiddenText(` ${name}`)
  );
  return element('div', {}, button, problem);
};

const signInLink = ({ name }) => element('a', { href: '#connexion' }, words().signInToOpen, hiddenText(` ${name}`));

const resourceCard = (resource) => {
  const { name, description, category, logo } = resource;
  return element(
    'li',
    { class: 'card resource' },
    logo ? element('img', { src: logo.url, alt: logo.alternativeText ?? '', loading: 'lazy' }) : null,
    element('p', { class: 'category' }, words().categories[category] ?? category),
    element('h3', {}, name),
    description ? element('p', {}, description) : null,
    currentSession() ? openButton(resource) : signInLink(resource)
  );
};

/** The catalogue under its title, with a button to open each resource, or the way to sign in; null where the site has none. */
export const catalogue = (title) =>
  settings.hasCatalogue
    ? element(
        'section',
        { 'aria-labelledby': 'titre-ressources' },
        element('h2', { id: 'titre-ressources' }, title),
        resourceList()
      )
    : null;

const resourceList = () =>
  loaded({
    load: findResources,
    show: (resources) =>
      resources.length === 0
        ? element('p', {}, words().empty)
        : element('ul', { class: 'resources' }, ...resources.map(resourceCard)),
  }).element;

/** « Ressources numériques »: the page that opens first; visitors learn here how to get in. */
export const resourcesView = () => {
  const { navigation } = texts();
  const ways = currentSession()
    ? []
    : [
        element('p', {}, words().steps),
        element(
          'p',
          { class: 'buttons' },
          element('a', { class: 'button', href: '#inscription' }, navigation.signUp),
          element('a', { class: 'button button-second', href: '#connexion' }, navigation.signIn)
        ),
      ];
  return element(
    'div',
    {},
    element('h1', {}, words().title),
    element('p', { class: 'intro' }, words().intro),
    ...ways,
    catalogue(words().list)
  );
};
