import type { MailKind } from '../../../../shared/contracts/admin';
import { PLACEHOLDERS } from '../../mails/texts/template';
import { UIDS } from '../../uids';

/** What each mail is, to who reads French. */
const KINDS: Record<MailKind, string> = {
  'new-request': 'à la médiathèque',
  receipt: 'accusé de réception',
  validated: 'validation',
  refused: 'refus',
  'deletion-notice': 'effacement annoncé',
  'address-corrected': 'à l’ancienne adresse',
  'account-link': 'lien d’accès (mot de passe oublié, compte existant)',
  'confirm-new-address': 'nouvelle adresse à confirmer',
  'person-added': 'personne ajoutée au compte',
  'person-unknown': 'à la médiathèque, demande effacée',
  'library-address-changed': 'à l’ancienne adresse d’une médiathèque',
};

/** The form of a mail's wording for coordinators. */
export default {
  uid: UIDS.mailTemplate,
  fields: {
    kind: {
      label: 'E-mail',
      description: Object.entries(KINDS)
        .map(([kind, name]) => `${kind}\u00a0: ${name}`)
        .join(' · '),
    },
    language: { label: 'Langue' },
    subject: { label: 'Objet' },
    body: {
      label: 'Texte',
      description: `Texte simple. À remplir automatiquement\u00a0: ${PLACEHOLDERS.map((name) => `{{${name}}}`).join(' ')}`,
    },
  },
  list: ['kind', 'language', 'subject'],
  edit: [
    [
      { name: 'kind', size: 6 },
      { name: 'language', size: 6 },
    ],
    [{ name: 'subject', size: 12 }],
    [{ name: 'body', size: 12 }],
  ],
};
