import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages';
import type { Template } from './templates';

type MediathequeMailKind = Extract<MailKind, 'library-address-changed'>;

/** The built-in mails to a library about its own record, in Mustache as those in registration-mails.ts. */
export const MEDIATHEQUE_MAILS: Record<MediathequeMailKind, Record<Locale, Template>> = {
  'library-address-changed': {
    fr: {
      subject: '{{mediatheque}} : cette adresse ne reçoit plus les demandes d’inscription',
      body: `Bonjour,

L’adresse e-mail de votre médiathèque, {{mediatheque}}, vient d’être changée pour les ressources numériques. Les demandes d’inscription de vos usagers n’arrivent plus ici.

{{#newAddress}}
Elles arrivent désormais à l’adresse {{newAddress}}.
{{/newAddress}}
{{^newAddress}}
Aucune nouvelle adresse n’a été indiquée : elles arrivent désormais au réseau.
{{/newAddress}}

Vous êtes au courant ? Vous n’avez rien à faire.

Ce n’est pas ce que vous attendiez ? Appelez tout de suite le réseau, ou répondez à cet e-mail : l’ancienne adresse sera remise.

{{networkName}}`,
    },
    en: {
      subject: '{{mediatheque}}: this address no longer receives registration requests',
      body: `Hello,

The e-mail address of your library, {{mediatheque}}, has just been changed for the digital resources. The requests of your patrons no longer arrive here.

{{#newAddress}}
They now arrive at {{newAddress}}.
{{/newAddress}}
{{^newAddress}}
No new address was given: they now arrive at the network.
{{/newAddress}}

You know of this? There is nothing to do.

This is not what you expected? Call the network at once, or answer this e-mail: the former address will be put back.

{{networkName}}`,
    },
  },
};
