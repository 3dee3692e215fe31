import { currentLanguage, queryOf, setLanguage, texts } from './i18n/index.js';
import { element } from './dom.js';
import { drawNavigation } from './navigation.js';
import { startRouter } from './router.js';
import { currentSession, endSession, watchIdle } from './session.js';
import { settings } from './settings.js';
import { accessView, allErasedView, hasErasedAll, hasProof } from './views/access.js';
import { erasedView, hasErased } from './views/account.js';
import { codeView } from './views/code.js';
import { forgottenPasswordView, hasAskedForLink, linkSentView } from './views/forgotten-password.js';
import { goneLinkView } from './views/gone-link.js';
import { noticeLinks, noticeViews } from './views/notices.js';
import { forgetTyped } from './views/person-form.js';
import { registrationsView } from './views/registrations.js';
import { resourcesView } from './views/resources.js';
import { setSignInReason, signInView } from './views/sign-in.js';
import { hasSignedUp, signedUpView } from './views/signed-up.js';
import { signUpView } from './views/sign-up.js';

const main = document.getElementById('contenu');
const skipLink = document.getElementById('skip-link');
const languageLink = /** @type {HTMLAnchorElement} */ (document.getElementById('language'));

const views = {
  inscription: { render: signUpView },
  'demande-enregistree': { render: signedUpView, insteadOf: () => !hasSignedUp() && 'inscription' },
  connexion: { render: signInView, insteadOf: () => currentSession() && 'mes-inscriptions' },
  'mot-de-passe-oublie': { render: forgottenPasswordView },
  'lien-envoye': { render: linkSentView, insteadOf: () => !hasAskedForLink() && 'mot-de-passe-oublie' },
  acces: { render: accessView, insteadOf: () => !hasProof() && 'lien-perime' },
  code: { render: codeView },
  'lien-perime': { render: goneLinkView },
  'demandes-effacees': { render: allErasedView, insteadOf: () => !hasErasedAll() && 'ressources' },
  'mes-inscriptions': { render: registrationsView, insteadOf: () => !currentSession() && 'connexion' },
  'compte-supprime': { render: erasedView, insteadOf: () => !hasErased() && 'ressources' },
  ressources: { render: resourcesView },
  ...noticeViews,
};

const otherLanguage = () => (currentLanguage() === 'fr' ? 'en' : 'fr');

const drawFrame = () => {
  document.documentElement.lang = currentLanguage();
  skipLink.textContent = texts().skipLink;
  document.getElementById('site-name').textContent = texts().siteName;
  languageLink.textContent = texts().otherLanguage;
  languageLink.lang = otherLanguage();
  languageLink.hreflang = otherLanguage();
};

const goToSignIn = (reason) => {
  setSignInReason(reason);
  location.hash = '#connexion';
};

const signOut = () => {
  endSession();
  forgetTyped();
  goToSignIn('signedOut');
};

const drawFooter = (current) => {
  const links = noticeLinks(current);
  document
    .getElementById('site-footer')
    .replaceChildren(
      element(
        'div',
        { class: 'bar' },
        element('p', {}, texts().footer(settings.networkName)),
        links.length === 0
          ? null
          : element(
              'nav',
              { 'aria-label': texts().notices.label },
              element('ul', {}, ...links.map((link) => element('li', {}, link)))
            )
      )
    );
};

const onShow = ({ name, title }) => {
  document.title = title === texts().siteName ? title : `${title} — ${texts().siteName}`;
  drawNavigation({ container: document.getElementById('navigation'), current: name, signOut });
  drawFooter(name);
  languageLink.href = `${location.pathname}${queryOf(otherLanguage())}${location.hash}`;
};

drawFrame();
const router = startRouter({ views, home: () => (currentSession() ? 'mes-inscriptions' : 'ressources'), main, onShow });

addEventListener('session-ended', () => goToSignIn('ended'));
addEventListener('signed-out-everywhere', () => signOut());

watchIdle(() => {
  endSession();
  forgetTyped();
  goToSignIn('idle');
});

languageLink.addEventListener('click', (event) => {
  event.preventDefault();
  setLanguage(otherLanguage());
  drawFrame();
  router.draw();
});

// The address belongs to the views: the link moves the focus without naming a place.
skipLink.addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
