import type { MailKind } from '../../../../shared/contracts/admin';
import type { Locale } from '../../../../shared/messages/locale';
import type { Template } from './template';

type MediathequeMailKind = Extract<MailKind, 'library-address-changed' | 'person-unknown'>;

/** The built-in mails to a library about no registration that stands, in Mustache as those in registration-mails.ts. */
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
  'person-unknown': {
    fr: {
      subject: '{{mediatheque}} : une demande d’inscription est effacée',
      body: `Bonjour,

Une inscription demandée le {{registeredOn}} auprès de votre médiathèque, {{mediatheque}}, vient d’être effacée : la personne qui lit les e-mails de l’adresse indiquée dit ne pas connaître celle pour qui elle était demandée. Quelqu’un s’est peut-être trompé d’adresse.

Vous n’avez rien à faire. Si un usager s’en étonne, proposez-lui de s’inscrire de nouveau avec son adresse.

{{networkName}}`,
    },
    en: {
      subject: '{{mediatheque}}: a registration request is erased',
      body: `Hello,

A registration that was asked for on {{registeredOn}} at your library, {{mediatheque}}, has just been erased: whoever reads the e-mails of the address that was given does not know the person it was for. Somebody may have mistyped an address.

There is nothing to do. If a patron is surprised, suggest that they register again with their own address.

{{networkName}}`,
    },
  },
};
