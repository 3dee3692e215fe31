import type { Denial } from '../entitlement';
import type { Locale, Sentence } from './locale';

const DENIAL_REASONS: Record<Denial, Sentence> = {
  noRegistration: { fr: 'Aucune inscription n’est liée à ce compte.', en: 'No registration belongs to this account.' },
  pending: {
    fr: 'Votre demande est en attente : votre médiathèque ne l’a pas encore validée.',
    en: 'Your request is waiting: your library has not validated it yet.',
  },
  refused: {
    fr: 'Votre demande a été refusée. Rapprochez-vous de votre médiathèque.',
    en: 'Your request was refused. Please ask your library.',
  },
  addressUnconfirmed: {
    fr: 'Votre inscription est validée, mais votre adresse e-mail n’est pas encore confirmée.',
    en: 'Your registration is validated, but your e-mail address is not confirmed yet.',
  },
  expired: {
    fr: 'Votre abonnement a expiré. Réinscrivez-vous auprès de votre médiathèque.',
    en: 'Your subscription has expired. Please renew it at your library.',
  },
};

/** The sentence that tells a patron why the resources stay closed. */
export const denialReason = (reason: Denial, locale: Locale): string => DENIAL_REASONS[reason][locale];
