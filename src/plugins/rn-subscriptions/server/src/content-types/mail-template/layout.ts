import { PLACEHOLDERS } from '../../mails/texts/template';
import { UIDS } from '../../uids';

/** The form of a mail's wording for coordinators. */
export default {
  uid: UIDS.mailTemplate,
  fields: {
    kind: {
      label: 'E-mail',
      description:
        'new-request\u00a0: à la médiathèque · receipt\u00a0: accusé de réception · validated · refused · deletion-notice\u00a0: effacement annoncé · address-corrected\u00a0: à l’ancienne adresse · account-link\u00a0: lien d’accès (mot de passe oublié, compte existant) · confirm-new-address\u00a0: nouvelle adresse à confirmer · person-added\u00a0: personne ajoutée au compte · person-unknown\u00a0: à la médiathèque, demande effacée · library-address-changed\u00a0: à l’ancienne adresse d’une médiathèque',
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
