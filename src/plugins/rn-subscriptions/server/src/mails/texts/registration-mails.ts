import type { MailKind } from '../../../../shared/contracts/admin';
import type { Locale } from '../../../../shared/messages/locale';
import { about, accountLink, GREETING, REFUSED, REGISTRATION, REQUEST, SIGNATURE, STILL_TO_OPEN } from './phrases';
import type { Template } from './template';

type RegistrationMailKind = Extract<
  MailKind,
  'new-request' | 'receipt' | 'validated' | 'refused' | 'deletion-notice' | 'address-corrected'
>;

/** The built-in mails about a registration, in Mustache: {{name}} is a value, {{#name}}…{{/name}} stands only where there is one. */
export const REGISTRATION_MAILS: Record<RegistrationMailKind, Record<Locale, Template>> = {
  'new-request': {
    fr: {
      subject: 'Nouvelle demande d’inscription : {{patronName}}',
      body: `Bonjour,

{{patronName}} demande une inscription aux ressources numériques et indique votre médiathèque : {{mediatheque}}.

{{#guardianName}}
C’est un enfant : son inscription est demandée avec l’accord d’un parent ou responsable légal, {{guardianName}}.
{{/guardianName}}

Pour valider ou refuser cette demande, ouvrez-la dans « Mes abonnés ressources numériques » :

{{requestLink}}

L’usager est prévenu par e-mail dès que vous enregistrez votre décision.

{{networkName}}`,
    },
    en: {
      subject: 'New registration request: {{patronName}}',
      body: `Hello,

{{patronName}} asks to register for the digital resources and names your library: {{mediatheque}}.

{{#guardianName}}
This is a child: the registration is asked for with the agreement of {{guardianName}}, a parent or legal guardian.
{{/guardianName}}

To validate or refuse this request, open it in “My digital resource patrons”:

{{requestLink}}

The patron is told by e-mail as soon as you save your decision.

{{networkName}}`,
    },
  },
  receipt: {
    fr: {
      subject: `${REQUEST.fr} aux ressources numériques`,
      body: `${GREETING.fr}

${REQUEST.fr} aux ressources numériques est bien arrivée. Elle est transmise à votre médiathèque : {{mediatheque}}.

${accountLink('Il vous reste une chose à faire.', 'fr')}

Vous recevrez un autre e-mail dès que votre médiathèque aura répondu.{{^accountLink}} Vous pouvez suivre la demande ici :

{{websiteLink}}{{/accountLink}}

Vous n’avez pas fait cette demande ? {{#accountLink}}N’ouvrez pas le lien, et répondez{{/accountLink}}{{^accountLink}}Répondez{{/accountLink}} à cet e-mail : votre médiathèque la refusera.

{{networkName}}`,
    },
    en: {
      subject: `${REQUEST.en} for the digital resources`,
      body: `${GREETING.en}

${REQUEST.en} to register for the digital resources has arrived. It has been passed on to your library: {{mediatheque}}.

${accountLink('There is one thing left for you to do.', 'en')}

You will get another e-mail as soon as your library has answered.{{^accountLink}} You can follow the request here:

{{websiteLink}}{{/accountLink}}

You did not make this request? {{#accountLink}}Do not open the link, and answer{{/accountLink}}{{^accountLink}}Answer{{/accountLink}} this e-mail: your library will refuse it.

{{networkName}}`,
    },
  },
  validated: {
    fr: {
      subject: `${REGISTRATION.fr} aux ressources numériques est validée`,
      body: `${GREETING.fr}

Bonne nouvelle : votre médiathèque a validé ${about('l’inscription demandée pour {{patronName}}', 'votre inscription')} aux ressources numériques.

${about('Son', 'Votre')} abonnement est valable du {{validFrom}} au {{expiresOn}} inclus.

${STILL_TO_OPEN.fr}

{{^accountLink}}
Connectez-vous pour profiter des ressources :

{{websiteLink}}
{{/accountLink}}

${SIGNATURE.fr}`,
    },
    en: {
      subject: `${REGISTRATION.en} for the digital resources is validated`,
      body: `${GREETING.en}

Good news: your library has validated ${about('the registration of {{patronName}}', 'your registration')} for the digital resources.

The subscription runs from {{validFrom}} up to and including {{expiresOn}}.

${STILL_TO_OPEN.en}

{{^accountLink}}
Sign in to enjoy the resources:

{{websiteLink}}
{{/accountLink}}

${SIGNATURE.en}`,
    },
  },
  refused: {
    fr: {
      subject: `${REQUEST.fr} aux ressources numériques`,
      body: `${GREETING.fr}

{{#reason}}
Malheureusement, ${REFUSED.fr} a été refusée pour la raison suivante :

{{reason}}

Pour toute question, répondez à cet e-mail ou rapprochez-vous de votre médiathèque.
{{/reason}}
{{^reason}}
Malheureusement, ${REFUSED.fr} a été refusée. Pour en savoir plus, répondez à cet e-mail ou rapprochez-vous de votre médiathèque.
{{/reason}}

${SIGNATURE.fr}`,
    },
    en: {
      subject: `${REQUEST.en} for the digital resources`,
      body: `${GREETING.en}

{{#reason}}
Unfortunately, ${REFUSED.en} was refused for the following reason:

{{reason}}

If you have a question, answer this e-mail or ask your library.
{{/reason}}
{{^reason}}
Unfortunately, ${REFUSED.en} was refused. To learn more, answer this e-mail or ask your library.
{{/reason}}

${SIGNATURE.en}`,
    },
  },
  'deletion-notice': {
    fr: {
      subject: `${about('{{patronName}} : ses données', 'Vos données')} seront effacées le {{erasedFrom}}`,
      body: `${GREETING.fr}

${about('L’abonnement ouvert pour {{patronName}}', 'Votre abonnement')} aux ressources numériques a pris fin le {{expiresOn}} et n’a pas été renouvelé. Nous ne gardons pas de données sans raison : le {{erasedFrom}}, cette inscription et tout ce qui s’y rapporte seront effacés. {{^keptAccount}}Votre compte l’est aussi, si personne d’autre n’y est inscrit.{{/keptAccount}}{{#keptAccount}}Votre compte ({{keptAccount}}), lui, reste : il appartient au site.{{/keptAccount}}

Vous souhaitez continuer ? Renouvelez l’inscription auprès de votre médiathèque avant cette date : {{mediatheque}}. Vous pouvez simplement répondre à cet e-mail.

Vous ne souhaitez pas continuer ? Vous n’avez rien à faire.

${SIGNATURE.fr}`,
    },
    en: {
      subject: `${about('The data of {{patronName}}', 'Your data')} will be erased on {{erasedFrom}}`,
      body: `${GREETING.en}

${about('The subscription of {{patronName}}', 'Your subscription')} to the digital resources ended on {{expiresOn}} and was not renewed. We do not keep data without a reason: on {{erasedFrom}} this registration and all that belongs to it will be erased. {{^keptAccount}}So will your account, if nobody else is registered on it.{{/keptAccount}}{{#keptAccount}}Your account ({{keptAccount}}) itself stays: it belongs to the site.{{/keptAccount}}

Would you like to go on? Renew the registration at your library before that day: {{mediatheque}}. You can simply answer this e-mail.

You would rather not? There is nothing to do.

${SIGNATURE.en}`,
    },
  },
  'address-corrected': {
    fr: {
      subject: 'L’adresse e-mail de votre inscription a été corrigée',
      body: `${GREETING.fr}

Votre médiathèque a noté une autre adresse e-mail pour ${about('l’inscription de {{patronName}}', 'votre inscription')} aux ressources numériques. Les e-mails de cette inscription n’arrivent plus ici.

{{#signInAddress}}
Vous vous connectez encore avec l’adresse {{signInAddress}}, jusqu’à ce que la nouvelle soit confirmée.
{{/signInAddress}}
{{^signInAddress}}
Cette inscription est désormais réunie au compte de l’autre adresse : c’est avec elle que vous vous connectez.
{{/signInAddress}}

Ce n’est pas ce que vous avez demandé ? Répondez à cet e-mail, ou adressez-vous à votre médiathèque : {{mediatheque}}.

${SIGNATURE.fr}`,
    },
    en: {
      subject: 'The e-mail address of your registration was corrected',
      body: `${GREETING.en}

Your library has noted another e-mail address for ${about('the registration of {{patronName}}', 'your registration')} for the digital resources. The e-mails of this registration no longer arrive here.

{{#signInAddress}}
You still sign in with {{signInAddress}}, until the new address is confirmed.
{{/signInAddress}}
{{^signInAddress}}
This registration now belongs to the account of the other address: sign in with that one.
{{/signInAddress}}

You did not ask for this? Answer this e-mail, or ask your library: {{mediatheque}}.

${SIGNATURE.en}`,
    },
  },
};
