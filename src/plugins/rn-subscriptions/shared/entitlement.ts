import { statusOn, type Standing } from './registration-state';

/** Why a patron may not open a resource. */
export const DENIALS = ['noRegistration', 'refused', 'expired', 'pending'] as const;
export type Denial = (typeof DENIALS)[number];

export type Entitlement = { open: true } | { open: false; reason: Denial };

/** Whether this registration opens the resources on `today` (`YYYY-MM-DD`), and if not, why. */
export const entitlement = (registration: Standing, today: string): Entitlement => {
  const status = statusOn(registration, today);
  return status === 'validated' ? { open: true } : { open: false, reason: status };
};

/** The same for an account, which may hold several people: one valid subscription is enough; else the nearest to one. */
export const accountEntitlement = (registrations: Standing[], today: string): Entitlement => {
  const answers = registrations.map((registration) => entitlement(registration, today));
  const nearest = (answer: Entitlement) => (answer.open ? DENIALS.length : DENIALS.indexOf(answer.reason));
  return answers.reduce<Entitlement>(
    (best, answer) => (nearest(answer) > nearest(best) ? answer : best),
    { open: false, reason: 'noRegistration' }
  );
};
