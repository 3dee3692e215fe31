import { findOwnRegistrations } from '../api.js';
import { dayAfter, inWords } from '../dates.js';
import { element, focusOn, hiddenText } from '../dom.js';
import { currentLanguage, texts } from '../i18n/index.js';
import { newConfirmationLink } from '../parts/new-confirmation-link.js';
import { loaded, notice } from '../parts/states.js';
import { currentSession } from '../session.js';
import { correctionForm } from './correction.js';
import { resourceList } from './resources.js';

const words = () => texts().registrations;
const day = (date) => inWords(date, currentLanguage());

let hasNewPassword = false;

/** Says on the next drawing of the page, once, that the password is changed and who is signed in. */
export const welcomeWithNewPassword = () => (hasNewPassword = true);

/** The last day counts, so a subscription has expired since the day after it. */
const statusText = ({ status, expiresOn }) =>
  words().status[status](status === 'expired' ? day(dayAfter(expiresOn)) : expiresOn && day(expiresOn));

const details = (registration) => {
  const rows = [
    [words().mediatheque, registration.mediatheque.label],
    [words().birthDate, day(registration.birthDate)],
    [words().cardNumber, registration.cardNumber],
    [words().registeredOn, day(registration.registeredOn)],
    [words().validFrom, registration.validFrom && day(registration.validFrom)],
  ];
  const shown = rows.filter(([, value]) => value);
  return element('dl', {}, ...shown.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value))));
};

const card = ({ registration, reload }) => {
  const { documentId, firstName, lastName, status, access } = registration;
  const title = element('h2', { id: `personne-${documentId}` }, `${firstName} ${lastName}`);
  const body = element('div', {});
  const article = element('article', { class: 'card', 'aria-labelledby': title.id }, title, body);

  const correct = () => {
    const done = (saved) => reload({ documentId, saved });
    const { element: formElement, heading } = correctionForm({ registration, done });
    body.replaceChildren(formElement);
    focusOn(heading);
  };

  body.append(
    element('p', { class: `status status-${status}` }, hiddenText(`${words().statusLabel} `), element('span', {}, statusText(registration))),
    ...(access.open ? [] : [element('p', {}, access.message)]),
    details(registration),
    ...(status === 'pending'
      ? [element('button', { type: 'button', class: 'button button-second', click: correct }, words().correct, hiddenText(` (${firstName} ${lastName})`))]
      : [])
  );
  return article;
};

/** What to do before anything opens, where the address is not confirmed. */
const toConfirm = () =>
  element(
    'section',
    { class: 'to-do', 'aria-labelledby': 'titre-confirmation' },
    element('h2', { id: 'titre-confirmation' }, texts().confirmation.toDoTitle),
    element('p', {}, texts().confirmation.toDo(currentSession().email)),
    newConfirmationLink()
  );

const cards = (registrations, reload) => {
  if (registrations.length === 0) return element('p', {}, words().empty);
  return element('div', { class: 'cards' }, ...registrations.map((registration) => card({ registration, reload })));
};

/** « Mes inscriptions »: each person of the account, then the resources. */
export const registrationsView = () => {
  const people = loaded({ load: findOwnRegistrations, show: ({ people: all, addressConfirmed }) => element('div', {}, addressConfirmed ? null : toConfirm(), cards(all, reload)) });

  const reload = async ({ documentId, saved }) => {
    await people.reload();
    const title = document.getElementById(`personne-${documentId}`);
    if (!title) return;
    if (saved) title.after(notice(words().saved));
    focusOn(title);
  };

  const welcome = hasNewPassword ? notice(words().newPassword) : null;
  hasNewPassword = false;
  return element(
    'div',
    {},
    element('h1', {}, words().title),
    welcome,
    element('p', { class: 'hint' }, words().signedInAs(currentSession().email)),
    people.element,
    element('section', { 'aria-labelledby': 'titre-ressources' }, element('h2', { id: 'titre-ressources' }, words().resources), resourceList())
  );
};
