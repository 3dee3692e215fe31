import { statusOn, type Standing } from './registration-state';

/** Why a patron may not open a resource. */
export const DENIALS = ['noRegistration', 'refused', 'expired', 'pending', 'addressUnconfirmed'] as const;
export type Denial = (typeof DENIALS)[number];

export type Entitlement = { open: true } | { open: false; reason: Denial };

/** A registration as its patron's access depends on it; `addressConfirmed` is the account's. */
export type Holding = Standing & { addressConfirmed: boolean };

/** Whether this registration opens the resources on `today` (`YYYY-MM-DD`), and if not, why. */
export const entitlement = (holding: Holding, today: string): Entitlement => {
  const status = statusOn(holding, today);
  if (status !== 'validated') return { open: false, reason: status };
  return holding.addressConfirmed ? { open: true } : { open: false, reason: 'addressUnconfirmed' };
};

/** The same for an account, which may hold several people: one valid subscription is enough; else the nearest to one. */
export const accountEntitlement = (holdings: Holding[], today: string): Entitlement => {
  const answers = holdings.map((holding) => entitlement(holding, today));
  const nearest = (answer: Entitlement) => (answer.open ? DENIALS.length : DENIALS.indexOf(answer.reason));
  return answers.reduce<Entitlement>((best, answer) => (nearest(answer) > nearest(best) ? answer : best), {
    open: false,
    reason: 'noRegistration',
  });
};
