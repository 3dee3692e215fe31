import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages';
import { PASSWORD_LINK_HOURS } from '../accounts/password-token';
import { confirmation, FOR_WHOM } from './phrases';
import type { Template } from './templates';

export type AccountMailKind = Extract<MailKind, 'account-exists' | 'confirm-address' | 'confirm-new-address' | 'person-added' | 'password-link'>;

/** The built-in mails about an account and nobody's registration, in Mustache as those in registration-mails.ts. */
export const ACCOUNT_MAILS: Record<AccountMailKind, Record<Locale, Template>> = {
  'account-exists': {
    fr: {
      subject: 'Vous avez déjà un compte pour les ressources numériques',
      body: `Bonjour,

Une demande d’inscription aux ressources numériques vient d’être faite avec votre adresse e-mail. Vous avez déjà un compte à cette adresse : rien n’a été changé.

Si cette demande vient de vous, connectez-vous avec votre mot de passe pour voir où en est votre inscription :

{{websiteLink}}

Vous vouliez inscrire une autre personne de votre famille ? Connectez-vous aussi, puis choisissez « Inscrire une autre personne de la famille ».

Vous ne connaissez plus votre mot de passe ? Sur cette page, choisissez « Se connecter », puis « Mot de passe oublié ».

Si elle ne vient pas de vous, vous n’avez rien à faire.

{{networkName}}`,
    },
    en: {
      subject: 'You already have an account for the digital resources',
      body: `Hello,

Somebody has just asked to register for the digital resources with your e-mail address. You already have an account with this address: nothing has been changed.

If it was you, sign in with your password to see where your registration stands:

{{websiteLink}}

You wanted to register somebody else of your family? Sign in, too, then choose “Register somebody else of the family”.

You no longer know your password? On that page choose “Sign in”, then “Forgotten your password?”.

If it was not you, there is nothing to do.

{{networkName}}`,
    },
  },
  'confirm-address': {
    fr: {
      subject: 'Confirmez votre adresse e-mail',
      body: `Bonjour,

${confirmation('Voici le lien pour confirmer votre adresse e-mail.', 'fr')}
{{^confirmationLink}}
Votre adresse e-mail est déjà confirmée : vous n’avez plus rien à faire.
{{/confirmationLink}}

${FOR_WHOM.fr}

Vous n’avez pas demandé d’inscription aux ressources numériques ? Ne confirmez rien : sans vous, cette adresse ne sert pas.

{{networkName}}`,
    },
    en: {
      subject: 'Confirm your e-mail address',
      body: `Hello,

${confirmation('Here is the link to confirm your e-mail address.', 'en')}
{{^confirmationLink}}
Your e-mail address is confirmed already: there is nothing left to do.
{{/confirmationLink}}

${FOR_WHOM.en}

You did not ask to register for the digital resources? Confirm nothing: without you, this address stays unused.

{{networkName}}`,
    },
  },
  'confirm-new-address': {
    fr: {
      subject: 'Confirmez votre nouvelle adresse e-mail',
      body: `Bonjour,

Votre médiathèque a noté cette adresse e-mail comme la vôtre. Confirmez-la pour vous connecter désormais avec elle ; jusque-là, vous vous connectez avec l’ancienne.

${confirmation('Voici le lien pour la confirmer.', 'fr')}

${FOR_WHOM.fr}

Vous ne connaissez pas cette personne ? Ne confirmez rien, et répondez à cet e-mail : la médiathèque corrigera l’adresse.

{{networkName}}`,
    },
    en: {
      subject: 'Confirm your new e-mail address',
      body: `Hello,

Your library has noted this e-mail address as yours. Confirm it to sign in with it from now on; until then you sign in with the former one.

${confirmation('Here is the link to confirm it.', 'en')}

${FOR_WHOM.en}

You do not know this person? Confirm nothing, and answer this e-mail: the library will correct the address.

{{networkName}}`,
    },
  },
  'person-added': {
    fr: {
      subject: '{{firstName}} a été ajouté(e) à votre compte',
      body: `Bonjour,

Une personne vient d’être ajoutée à votre compte pour les ressources numériques : {{firstName}}, par sa médiathèque, {{mediatheque}}.

Ses e-mails arrivent désormais à cette adresse, et son inscription s’affiche avec celles de votre famille :

{{websiteLink}}

Cette personne n’est pas de votre famille ? Répondez à cet e-mail : la médiathèque corrigera.

{{networkName}}`,
    },
    en: {
      subject: '{{firstName}} was added to your account',
      body: `Hello,

Somebody has just been added to your account for the digital resources: {{firstName}}, by the library {{mediatheque}}.

That person’s e-mails now arrive at this address, and the registration stands among those of your family:

{{websiteLink}}

This person is not of your family? Answer this e-mail: the library will correct it.

{{networkName}}`,
    },
  },
  'password-link': {
    fr: {
      subject: 'Choisissez un nouveau mot de passe',
      body: `Bonjour,

Vous avez demandé un nouveau mot de passe pour les ressources numériques. Choisissez-le ici :

{{passwordLink}}

Ce lien sert une seule fois, pendant ${PASSWORD_LINK_HOURS} heures.

Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.

{{networkName}}`,
    },
    en: {
      subject: 'Choose a new password',
      body: `Hello,

You asked for a new password for the digital resources. Choose it here:

{{passwordLink}}

This link works once, within ${PASSWORD_LINK_HOURS} hours.

You did not ask for anything? Do nothing: your password stays the same.

{{networkName}}`,
    },
  },
};
