import type { MailKind } from '../../../../shared/contracts/admin';
import type { Locale } from '../../../../shared/messages/locale';
import { FOR_WHOM, LINK } from './phrases';
import type { Template } from './template';

export type AccountMailKind = Extract<MailKind, 'account-link' | 'confirm-new-address' | 'person-added'>;

/** The built-in mails about an account and nobody's registration, in Mustache as those in registration-mails.ts. */
export const ACCOUNT_MAILS: Record<AccountMailKind, Record<Locale, Template>> = {
  'account-link': {
    fr: {
      subject:
        '{{#askedFor}}Une inscription est demandée pour {{askedFor}}{{/askedFor}}{{^askedFor}}Votre lien d’accès aux ressources numériques{{/askedFor}}',
      body: `Bonjour,

{{#askedFor}}
Une inscription aux ressources numériques vient d’être demandée avec votre adresse e-mail, pour {{askedFor}}. Vous avez déjà un compte : rien n’y est ajouté sans vous. Ouvrez cette page pour dire si cette personne est de votre famille :
{{/askedFor}}
{{^askedFor}}
{{#mostPeople}}
Une inscription de plus vient d’être demandée avec votre adresse e-mail. Elle n’a pas été enregistrée : une adresse réunit au plus {{mostPeople}} personnes. Pour une autre personne, donnez une autre adresse. Pour voir qui est inscrit, ouvrez cette page :
{{/mostPeople}}
{{^mostPeople}}
Voici votre lien d’accès aux ressources numériques. Ouvrez cette page, puis choisissez votre mot de passe :
{{/mostPeople}}
{{/askedFor}}

${LINK.fr}

${FOR_WHOM.fr}

Vous n’avez rien demandé ? Vous n’avez rien à faire : sans vous, rien ne change.

{{networkName}}`,
    },
    en: {
      subject:
        '{{#askedFor}}A registration is asked for: {{askedFor}}{{/askedFor}}{{^askedFor}}Your link to the digital resources{{/askedFor}}',
      body: `Hello,

{{#askedFor}}
Somebody has just asked to register {{askedFor}} for the digital resources, with your e-mail address. You already have an account: nothing is added to it without you. Open this page to say whether this person is of your family:
{{/askedFor}}
{{^askedFor}}
{{#mostPeople}}
Somebody has just asked for one more registration with your e-mail address. It was not recorded: one address holds at most {{mostPeople}} people. For somebody else, give another address. To see who is registered, open this page:
{{/mostPeople}}
{{^mostPeople}}
Here is your link to the digital resources. Open this page, then choose your password:
{{/mostPeople}}
{{/askedFor}}

${LINK.en}

${FOR_WHOM.en}

You did not ask for anything? There is nothing to do: without you, nothing changes.

{{networkName}}`,
    },
  },
  'confirm-new-address': {
    fr: {
      subject: 'Confirmez votre nouvelle adresse e-mail',
      body: `Bonjour,

Votre médiathèque a noté cette adresse e-mail comme la vôtre. Confirmez-la pour vous connecter désormais avec elle ; jusque-là, vous vous connectez avec l’ancienne.

Pour la confirmer, ouvrez cette page et choisissez un mot de passe, le même qu’avant ou un nouveau :

${LINK.fr}

${FOR_WHOM.fr}

Vous ne connaissez pas cette personne ? Ne confirmez rien, et répondez à cet e-mail : la médiathèque corrigera l’adresse.

{{networkName}}`,
    },
    en: {
      subject: 'Confirm your new e-mail address',
      body: `Hello,

Your library has noted this e-mail address as yours. Confirm it to sign in with it from now on; until then you sign in with the former one.

To confirm it, open this page and choose a password, the same as before or a new one:

${LINK.en}

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
};
