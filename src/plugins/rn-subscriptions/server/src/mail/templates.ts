import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages';

export type Template = { subject: string; body: string };

/** What a template may speak of. A paragraph that is nothing but a link becomes a button in the HTML version. */
export const PLACEHOLDERS = [
  'patronName',
  'mediatheque',
  'validFrom',
  'expiresOn',
  'erasedFrom',
  'reason',
  'requestLink',
  'websiteLink',
  'networkName',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

const SIGNATURE = {
  fr: 'Cordialement,\nL’équipe de la médiathèque\n{{mediatheque}}',
  en: 'Kind regards,\nThe team of your library\n{{mediatheque}}',
};

/** The built-in mails, in Mustache: {{name}} is a value, {{#name}}…{{/name}} stands only where there is one. */
export const BUILT_IN: Record<MailKind, Record<Locale, Template>> = {
  'new-request': {
    fr: {
      subject: 'Nouvelle demande d’inscription : {{patronName}}',
      body: `Bonjour,

{{patronName}} demande une inscription aux ressources numériques et indique votre médiathèque : {{mediatheque}}.

Pour valider ou refuser cette demande, ouvrez-la dans « Mes abonnés ressources numériques » :

{{requestLink}}

L’usager est prévenu par e-mail dès que vous enregistrez votre décision.

{{networkName}}`,
    },
    en: {
      subject: 'New registration request: {{patronName}}',
      body: `Hello,

{{patronName}} asks to register for the digital resources and names your library: {{mediatheque}}.

To validate or refuse this request, open it in “My digital resource patrons”:

{{requestLink}}

The patron is told by e-mail as soon as you save your decision.

{{networkName}}`,
    },
  },
  receipt: {
    fr: {
      subject: 'Votre demande d’inscription aux ressources numériques',
      body: `Bonjour {{patronName}},

Votre demande d’inscription aux ressources numériques est bien arrivée. Elle est transmise à votre médiathèque : {{mediatheque}}.

Vous recevrez un e-mail dès que votre médiathèque aura répondu. D’ici là, vous n’avez rien à faire. Vous pouvez suivre votre demande ici :

{{websiteLink}}

Vous n’avez pas fait cette demande ? Répondez à cet e-mail : votre médiathèque la refusera.

{{networkName}}`,
    },
    en: {
      subject: 'Your request for the digital resources',
      body: `Hello {{patronName}},

Your request to register for the digital resources has arrived. It has been passed on to your library: {{mediatheque}}.

You will get an e-mail as soon as your library has answered. Until then there is nothing to do. You can follow your request here:

{{websiteLink}}

You did not make this request? Answer this e-mail and your library will refuse it.

{{networkName}}`,
    },
  },
  validated: {
    fr: {
      subject: 'Votre inscription aux ressources numériques est validée',
      body: `Bonjour {{patronName}},

Bonne nouvelle : votre médiathèque a validé votre inscription aux ressources numériques.

Votre abonnement est valable du {{validFrom}} au {{expiresOn}} inclus.

Connectez-vous pour profiter des ressources :

{{websiteLink}}

${SIGNATURE.fr}`,
    },
    en: {
      subject: 'Your registration for the digital resources is validated',
      body: `Hello {{patronName}},

Good news: your library has validated your registration for the digital resources.

Your subscription runs from {{validFrom}} up to and including {{expiresOn}}.

Sign in to enjoy the resources:

{{websiteLink}}

${SIGNATURE.en}`,
    },
  },
  refused: {
    fr: {
      subject: 'Votre demande d’inscription aux ressources numériques',
      body: `Bonjour {{patronName}},

{{#reason}}
Malheureusement, votre demande d’inscription a été refusée pour la raison suivante :

{{reason}}

Pour toute question, répondez à cet e-mail ou rapprochez-vous de votre médiathèque.
{{/reason}}
{{^reason}}
Malheureusement, votre demande d’inscription a été refusée. Pour en savoir plus, répondez à cet e-mail ou rapprochez-vous de votre médiathèque.
{{/reason}}

${SIGNATURE.fr}`,
    },
    en: {
      subject: 'Your request for the digital resources',
      body: `Hello {{patronName}},

{{#reason}}
Unfortunately, your request was refused for the following reason:

{{reason}}

If you have a question, answer this e-mail or ask your library.
{{/reason}}
{{^reason}}
Unfortunately, your request was refused. To learn more, answer this e-mail or ask your library.
{{/reason}}

${SIGNATURE.en}`,
    },
  },
  'deletion-notice': {
    fr: {
      subject: 'Vos données seront effacées le {{erasedFrom}}',
      body: `Bonjour {{patronName}},

Votre abonnement aux ressources numériques a pris fin le {{expiresOn}} et n’a pas été renouvelé. Nous ne gardons pas vos données sans raison : le {{erasedFrom}}, votre inscription et tout ce qui s’y rapporte seront effacés. Votre compte l’est aussi, si personne d’autre n’y est inscrit.

Vous souhaitez continuer ? Renouvelez votre inscription auprès de votre médiathèque avant cette date : {{mediatheque}}. Vous pouvez simplement répondre à cet e-mail.

Vous ne souhaitez pas continuer ? Vous n’avez rien à faire.

${SIGNATURE.fr}`,
    },
    en: {
      subject: 'Your data will be erased on {{erasedFrom}}',
      body: `Hello {{patronName}},

Your subscription to the digital resources ended on {{expiresOn}} and was not renewed. We do not keep your data without a reason: on {{erasedFrom}} your registration and all that belongs to it will be erased. So will your account, if nobody else is registered on it.

Would you like to go on? Renew your registration at your library before that day: {{mediatheque}}. You can simply answer this e-mail.

You would rather not? There is nothing to do.

${SIGNATURE.en}`,
    },
  },
  'account-exists': {
    fr: {
      subject: 'Vous avez déjà un compte pour les ressources numériques',
      body: `Bonjour,

Une demande d’inscription aux ressources numériques vient d’être faite avec votre adresse e-mail. Vous avez déjà un compte à cette adresse : rien n’a été changé.

Si cette demande vient de vous, connectez-vous avec votre mot de passe pour voir où en est votre inscription :

{{websiteLink}}

Si elle ne vient pas de vous, vous n’avez rien à faire.

{{networkName}}`,
    },
    en: {
      subject: 'You already have an account for the digital resources',
      body: `Hello,

Somebody has just asked to register for the digital resources with your e-mail address. You already have an account with this address: nothing has been changed.

If it was you, sign in with your password to see where your registration stands:

{{websiteLink}}

If it was not you, there is nothing to do.

{{networkName}}`,
    },
  },
};
