import { escapeHtml, htmlLink, htmlPage, htmlText } from '../mail/render';
import { LINK_HOURS } from './password-recovery';

/** Filled in by users-permissions when it mails; the page reads the code after `#…?`, which no server ever gets. */
const LINK = '<%= URL %>?code=<%= TOKEN %>';

/** The subject of {@link passwordMail}. */
export const PASSWORD_MAIL_SUBJECT = 'Choisissez un nouveau mot de passe — Choose a new password';

/**
 * The mail with the link to choose a new password, as the HTML template that users-permissions fills in. It has one
 * template for everybody, hence French and then English in one mail. `networkName` is plain text.
 */
export const passwordMail = ({ networkName }: { networkName: string }): string => {
  const signature = htmlText(escapeHtml(networkName));
  const french = [
    htmlText('Bonjour,'),
    htmlText('Vous avez demandé un nouveau mot de passe pour les ressources numériques. Choisissez-le ici :'),
    htmlLink({ address: LINK, label: 'Choisir un nouveau mot de passe' }),
    htmlText(`Ce lien sert une seule fois, pendant ${LINK_HOURS} heures.`),
    htmlText('Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.'),
    signature,
  ];
  const english = [
    htmlText('Hello,'),
    htmlText('You asked for a new password for the digital resources. Choose it here:'),
    htmlLink({ address: `${LINK}&amp;lang=en`, label: 'Choose a new password' }),
    htmlText(`This link works once, within ${LINK_HOURS} hours.`),
    htmlText('You did not ask for anything? Do nothing: your password stays the same.'),
    signature,
  ];
  const rule = '<hr style="margin:24px 0;border:0;border-top:1px solid #dcdce4">';
  const paragraphs = [...french, rule, '<div lang="en">', ...english, '</div>'];
  return htmlPage({ title: PASSWORD_MAIL_SUBJECT, paragraphs, locale: 'fr' });
};
