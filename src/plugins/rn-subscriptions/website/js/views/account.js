import { eraseAccount, exportAccount, signOutEverywhere } from '../api.js';
import { element } from '../dom.js';
import { texts } from '../i18n/index.js';
import { buttonToForm } from '../parts/button-to-form.js';
import { form } from '../parts/form.js';
import { passwordField } from '../parts/text-fields.js';
import { endSession } from '../session.js';
import { daysIn } from '../../shared.js';
import { findTerms } from '../terms.js';
import { forgetTyped } from './person-form.js';

/** What was erased here a moment ago: `{ accountStays }`; a reload forgets it. */
let erased = null;

/** Whether everybody on an account was erased here a moment ago. */
export const hasErased = () => erased !== null;

const saveAs = (name, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  element('a', { href: address, download: name }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

/** A button that hands the patron all that is held, as a file, and what came of it. */
const downloadButton = () => {
  const { account: words } = texts();
  const outcome = element('p', { role: 'status' });
  let loading = false;

  const download = async () => {
    if (loading) return;
    loading = true;
    outcome.textContent = texts().loading;
    try {
      const { timeZone } = await findTerms();
      saveAs(words.fileName(daysIn(timeZone)(new Date())), await exportAccount());
      outcome.textContent = words.downloaded;
    } catch (error) {
      if (!error.kind) throw error;
      outcome.textContent = error.message;
    } finally {
      loading = false;
    }
  };

  return element(
    'div',
    { class: 'with-outcome' },
    element('button', { type: 'button', class: 'button button-second', click: download }, words.download),
    outcome
  );
};

/** A button that ends every session, as after one was left open on somebody else's computer. */
const signOutButton = () => {
  const { account: words } = texts();
  const outcome = element('p', { role: 'status' });
  const end = async () => {
    try {
      await signOutEverywhere();
      dispatchEvent(new Event('signed-out-everywhere'));
    } catch (error) {
      if (!error.kind) throw error;
      outcome.textContent = error.message;
    }
  };
  return element(
    'div',
    { class: 'with-outcome' },
    element('button', { type: 'button', class: 'button button-second', click: end }, words.signOutEverywhere),
    outcome
  );
};

/** What is lost, and the password once more, before everything is erased. */
const eraseForm = ({ close, accountStays }) => {
  const { account: words, missing, problems } = texts();
  const draft = { password: '' };
  const id = 'suppression';
  const lost = accountStays ? [...words.eraseList, words.eraseKept] : [...words.eraseList, words.eraseAccount];
  const heading = element('h3', {}, words.eraseTitle);
  const erase = form({
    id,
    fields: [
      passwordField({ form: id, name: 'password', hint: words.passwordHint, draft, autocomplete: 'current-password' }),
    ],
    check: () => (draft.password ? [] : [{ field: 'password', message: missing.currentPassword }]),
    send: async () => {
      await eraseAccount(draft.password);
      endSession();
      forgetTyped();
      erased = { accountStays };
      location.replace('#compte-supprime');
    },
    submit: { label: words.eraseGo, sending: words.erasing },
    failedTitle: problems.failedTitle,
  });
  const buttons = erase.querySelector('.buttons');
  buttons.querySelector('button').classList.add('button-danger');
  buttons.append(element('button', { type: 'button', class: 'button button-second', click: close }, words.eraseStay));
  return {
    element: element(
      'div',
      { class: 'card narrow' },
      heading,
      element('p', {}, words.eraseLost),
      element('ul', {}, ...lost.map((line) => element('li', {}, line))),
      element('p', {}, words.eraseFinal),
      erase
    ),
    heading,
  };
};

/** « Mon compte »: the rights that the law gives over what is held. `accountStays()`: whether the account is the site's, once that is known. */
export const accountSection = ({ accountStays }) => {
  const { account: words } = texts();
  const erase = buttonToForm({
    label: words.erase,
    second: true,
    form: (close) => eraseForm({ close, accountStays: accountStays() }),
  });
  return element(
    'section',
    { class: 'account', 'aria-labelledby': 'titre-compte' },
    element('h2', { id: 'titre-compte' }, words.title),
    element('p', {}, words.intro),
    downloadButton(),
    signOutButton(),
    erase
  );
};

/** « Compte supprimé »: said once, to who is nobody here any longer. */
export const erasedView = () => {
  const { account: words } = texts();
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, erased.accountStays ? words.erasedRegistrationsTitle : words.erasedTitle),
    element('p', { class: 'notice' }, erased.accountStays ? words.erasedRegistrations : words.erased),
    element('p', {}, words.erasedMails),
    element('p', {}, element('a', { class: 'button', href: '#ressources' }, words.erasedNext))
  );
};
