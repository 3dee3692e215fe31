import { openLink, readLink } from '../api.js';
import { element } from '../dom.js';
import { currentLanguage, queryOf, texts } from '../i18n/index.js';
import { choiceField } from '../parts/choice-field.js';
import { comingAndGoing } from '../parts/coming-and-going.js';
import { form } from '../parts/form.js';
import { loaded, notice } from '../parts/states.js';
import { passwordField, textField } from '../parts/text-fields.js';
import { newPasswordProblem } from '../password.js';
import { nameOf } from '../person.js';
import { startSession } from '../session.js';
import { setGoneReason } from './gone-link.js';
import { forgetTyped } from './person-form.js';
import { welcomeAfterLink } from './registrations.js';

const FORM = 'acces-form';

let proof = null;
let draft = { password: '', word: '' };
let somebodyMore = false;
let erased = null;

/** Keeps what a link is opened with: its token, or an address and a code. In this page only: neither the history of a shared computer nor a bookmark may hold it. */
export const setProof = (given) => {
  proof = given;
  draft = { password: '', word: '' };
};

/** Whether there is something to open; a token is taken out of the address at once. */
export const hasProof = () => {
  const token = new URLSearchParams(location.hash.split('?')[1]).get('lien');
  if (token) {
    setProof({ token });
    history.replaceState(history.state, '', `${location.pathname}${queryOf(currentLanguage())}#acces`);
  }
  return proof !== null;
};

/** Whether everybody who was asked for was erased here a moment ago; a reload forgets it. */
export const hasErasedAll = () => erased !== null;

const leaveFor = (name) => {
  setProof(null);
  location.replace(`#${name}`);
};

/** Where the link does not open, the page that says why; else throws what is wrong. */
const leaveIfGone = (error) => {
  const problem = error.fields?.find(({ field }) => field === 'token' || field === 'code');
  if (!problem) throw error;
  setGoneReason(problem);
  leaveFor('lien-perime');
};

/** A question about each of those who wait, and the field that its answers leave: a password, or a word where nobody is known. */
const fieldsFor = ({ isOpen, people }) => {
  const { access: words, fields: labels } = texts();
  const waiting = isOpen ? [] : people;
  const isNobodyKnown = () => waiting.length > 0 && waiting.every(({ documentId }) => draft[documentId] === 'unknown');
  const password = comingAndGoing(
    passwordField({ form: FORM, name: 'password', hint: labels.newPasswordHint, draft, autocomplete: 'new-password' })
  );
  const word = comingAndGoing(
    textField({ form: FORM, name: 'word', label: words.eraseLabel, hint: words.eraseHint, draft, autocomplete: 'off' })
  );
  const changed = () => {
    password.show(!isNobodyKnown());
    word.show(isNobodyKnown());
  };
  // Whoever follows a mail about one person has asked for that one, as a rule.
  if (waiting.length === 1) draft[waiting[0].documentId] ??= 'family';
  const questions = waiting.map((person) =>
    choiceField({
      form: FORM,
      name: person.documentId,
      legend: nameOf(person),
      choices: [
        { value: 'family', label: words.family },
        { value: 'unknown', label: words.unknown },
      ],
      draft,
      changed,
    })
  );
  changed();
  const check = () =>
    [
      ...waiting.map(({ documentId }) => ({ field: documentId, message: draft[documentId] ? null : words.undecided })),
      isNobodyKnown()
        ? { field: 'word', message: draft.word.trim().toUpperCase() === words.eraseWord ? null : words.eraseMissing }
        : { field: 'password', message: newPasswordProblem(draft.password) },
    ].filter(({ message }) => message);
  const request = () => ({
    ...(isNobodyKnown() ? {} : { password: draft.password }),
    people: Object.fromEntries(waiting.map(({ documentId }) => [documentId, draft[documentId]])),
  });
  return { fields: [...questions, password, word], check, request };
};

const sendOf =
  ({ link, request, reload }) =>
  async () => {
    try {
      const answer = await openLink({ ...proof, ...request() });
      if (answer.erased) {
        erased = answer.message;
        return leaveFor('demandes-effacees');
      }
      if (answer.opened) {
        forgetTyped();
        return leaveFor('connexion');
      }
      startSession(answer, { shared: true });
    } catch (error) {
      if (error.fields?.some(({ field }) => field === 'people')) {
        somebodyMore = true;
        return reload();
      }
      return leaveIfGone(error);
    }
    // Somebody else may have been signed in here.
    forgetTyped();
    welcomeAfterLink(link);
    leaveFor('mes-inscriptions');
  };

/** For whom the link is, and what it does for them. */
const introduction = ({ isOpen, moves, people, asked }) => {
  const { access: words } = texts();
  const signIn = element('p', {}, element('a', { class: 'button', href: '#connexion' }, words.signIn));
  if (!isOpen) return [element('p', { class: 'intro' }, people.length > 1 ? words.introSeveral : words.intro)];
  if (moves)
    return [
      element('p', { class: 'intro' }, words.moves),
      element('p', {}, words.forWhom(people.map(nameOf).join(', '))),
      element('p', {}, words.movesPassword),
    ];
  if (asked.length > 0)
    return [
      element('p', { class: 'intro' }, words.asked(asked.map(nameOf).join(', '))),
      signIn,
      element('h2', {}, words.orNew),
    ];
  return [element('p', {}, words.known), signIn, element('h2', {}, words.orNew)];
};

/** « Choisir votre mot de passe »: where the link of a mail leads. Nothing changes before something is typed: scanners of mail servers open every link, and press its buttons. */
export const accessView = () => {
  const { access: words } = texts();
  const load = async () => {
    try {
      return await readLink(proof);
    } catch (error) {
      leaveIfGone(error);
      return null;
    }
  };
  const title = element('h1', {}, words.title);
  const show = (link) => {
    if (!link) return element('div', {});
    if (link.isOpen && !link.moves) {
      document.title = document.title.replace(title.textContent, words.openTitle);
      title.textContent = words.openTitle;
    }
    const { fields, check, request } = fieldsFor(link);
    const more = somebodyMore ? notice(words.somebodyMore) : null;
    somebodyMore = false;
    return element(
      'div',
      {},
      more,
      ...introduction(link),
      form({
        id: FORM,
        fields,
        check,
        send: sendOf({ link, request, reload: () => page.reload() }),
        submit: { label: words.submit, sending: words.sending },
        failedTitle: words.failedTitle,
        extra: [element('p', { class: 'hint' }, link.isOpen ? words.sessions : words.notYou)],
      })
    );
  };
  const page = loaded({ load, show });
  return element('div', { class: 'narrow' }, title, page.element);
};

/** « Demandes effacées »: where nobody who was asked for is known. */
export const allErasedView = () => {
  const { access: words } = texts();
  return element(
    'div',
    { class: 'narrow' },
    element('h1', {}, words.erasedTitle),
    notice(erased),
    element('p', {}, element('a', { href: '#ressources' }, texts().account.erasedNext))
  );
};
