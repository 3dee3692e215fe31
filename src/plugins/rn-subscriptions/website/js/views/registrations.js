import { addPerson, correctRegistration, findOwnRegistrations } from '../api.js';
import { element, focusOn, hiddenText } from '../dom.js';
import { currentLanguage, texts } from '../i18n/index.js';
import { buttonToForm } from '../parts/button-to-form.js';
import { newLink } from '../parts/new-link.js';
import { loaded, notice } from '../parts/states.js';
import { personDraft } from '../person.js';
import { currentSession } from '../session.js';
import { addDays, daysIn, formatDate, isMinor } from '../../shared.js';
import { findTerms } from '../terms.js';
import { accountSection } from './account.js';
import { askedSection } from './asked-people.js';
import { personForm } from './person-form.js';
import { catalogue } from './resources.js';

const words = () => texts().registrations;
const day = (date) => formatDate(date, currentLanguage());

let openedBy = null;

/** Says on the next drawing of the page, once, what the link (as the API read it) has done. */
export const welcomeAfterLink = (link) => (openedBy = link);

const welcomeOf = ({ isOpen, moves }) => (moves ? words().moved : isOpen ? words().newPassword : words().opened);

/** The last day counts, so a subscription has expired since the day after it. */
const statusText = ({ status, expiresOn }) =>
  words().status[status](status === 'expired' ? day(addDays(expiresOn, 1)) : expiresOn && day(expiresOn));

const details = (registration) => {
  const rows = [
    [words().mediatheque, registration.mediatheque.label],
    [words().birthDate, day(registration.birthDate)],
    [words().cardNumber, registration.cardNumber],
    [
      words().guardian,
      registration.guardian && words().guardianSince(registration.guardian.name, day(registration.guardian.agreedOn)),
    ],
    [words().registeredOn, day(registration.registeredOn)],
    [words().validFrom, registration.validFrom && day(registration.validFrom)],
  ];
  const shown = rows.filter(([, value]) => value);
  return element(
    'dl',
    {},
    ...shown.map(([term, value]) => element('div', {}, element('dt', {}, term), element('dd', {}, value)))
  );
};

const card = ({ registration, terms, reload }) => {
  const { documentId, firstName, lastName, status, access } = registration;
  const title = element('h2', { id: `personne-${documentId}` }, `${firstName} ${lastName}`);
  const body = element('div', {});
  const article = element('article', { class: 'card', 'aria-labelledby': title.id }, title, body);

  const correct = () => {
    const { correctTitle: title, save: label, saving: sending, saved } = words();
    const { element: formElement, heading } = personForm({
      id: `correction-${documentId}`,
      level: 'h3',
      words: { title, label, sending },
      start: personDraft(registration),
      terms,
      send: (request) => correctRegistration(documentId, request),
      done: (result) => reload({ documentId, news: result && saved }),
    });
    body.replaceChildren(formElement);
    focusOn(heading);
  };

  body.append(
    element(
      'p',
      { class: `status status-${status}` },
      hiddenText(`${words().statusLabel} `),
      element('span', {}, statusText(registration))
    ),
    ...(access.open ? [] : [element('p', {}, access.message)]),
    details(registration),
    ...(status === 'pending'
      ? [
          element(
            'button',
            { type: 'button', class: 'button button-second', click: correct },
            words().correct,
            hiddenText(` (${firstName} ${lastName})`)
          ),
        ]
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
    newLink()
  );

/** What to do before one signs in with the address that the library has noted. */
const toMove = (newAddress) =>
  element(
    'section',
    { class: 'to-do', 'aria-labelledby': 'titre-nouvelle-adresse' },
    element('h2', { id: 'titre-nouvelle-adresse' }, texts().confirmation.toMoveTitle),
    element('p', {}, texts().confirmation.toMove(newAddress)),
    newLink()
  );

const cards = ({ people, terms, reload }) => {
  if (people.length === 0) return element('p', {}, words().empty);
  return element('div', { class: 'cards' }, ...people.map((registration) => card({ registration, terms, reload })));
};

/** What the form for one more person begins with: the library of the first one, and the first grown-up for a guardian. */
const startOfAnother = (people, terms) => {
  const [first] = people;
  const today = daysIn(terms.timeZone)(new Date());
  const adult = people.find(({ birthDate }) => !isMinor({ birthDate, minorAge: terms.minorAge, day: today }));
  return {
    ...(first ? { mediatheque: personDraft(first).mediatheque } : {}),
    ...(adult ? { guardianName: `${adult.firstName} ${adult.lastName}` } : {}),
  };
};

/** The way to register somebody else of the family, as long as the account has room. */
const another = ({ people, most, terms, reload }) => {
  if (people.length >= most) return element('p', { class: 'hint another' }, words().full(most));
  const { another: title, anotherIntro: intro, send: label, sending, added } = words();
  const form = (close) => {
    const { element: formElement, heading } = personForm({
      id: 'autre-personne',
      level: 'h2',
      words: { title, intro: intro(currentSession().email), label, sending },
      start: startOfAnother(people, terms),
      terms,
      send: addPerson,
      done: (result) =>
        result ? reload({ documentId: result.documentId, news: added(result.mediatheque.label) }) : close(),
    });
    return { element: element('div', { class: 'card' }, element('div', { class: 'narrow' }, formElement)), heading };
  };
  return buttonToForm({ class: 'another', label: title, form });
};

/** « Mes inscriptions »: each person of the account, then the resources. */
export const registrationsView = () => {
  let accountStays = false;
  const load = async () => {
    const own = await findOwnRegistrations();
    accountStays = own.accountStays;
    return { ...own, terms: await findTerms() };
  };
  const show = ({ people: all, most, addressConfirmed, newAddress, asked, terms }) =>
    addressConfirmed
      ? element(
          'div',
          {},
          newAddress ? toMove(newAddress) : null,
          askedSection({ asked, reload }),
          cards({ people: all, terms, reload }),
          another({ people: all, most, terms, reload })
        )
      : toConfirm();
  const people = loaded({ load, show });

  const reload = async ({ documentId, news }) => {
    await people.reload();
    const title = document.getElementById(`personne-${documentId}`);
    if (!title) {
      if (news) people.element.prepend(notice(news));
      return focusOn(document.querySelector('main h1'));
    }
    if (news) title.after(notice(news));
    focusOn(title);
  };

  const welcome = openedBy ? notice(welcomeOf(openedBy)) : null;
  openedBy = null;
  return element(
    'div',
    {},
    element('h1', {}, words().title),
    welcome,
    element('p', { class: 'hint' }, words().signedInAs(currentSession().email)),
    people.element,
    catalogue(words().resources),
    accountSection({ accountStays: () => accountStays })
  );
};
