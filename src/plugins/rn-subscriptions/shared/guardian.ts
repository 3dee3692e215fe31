import { addMonths } from './calendar-date';

/**
 * The age, in years, from which somebody signs up alone in France. Below it the child and whoever holds parental authority
 * agree together: article 45 of the law n° 78-17 « Informatique et libertés », by which France uses the room that article 8
 * of the GDPR leaves. A network in another country, or with another legal basis, sets another; 0 asks nobody.
 */
export const DEFAULT_MINOR_AGE = 15;

/** What is stored of a guardian: the name, the day of the agreement (`YYYY-MM-DD`), and the version of what was agreed to. All three, or none. */
export type Guardian = { guardianName: string | null; guardianAgreedOn: string | null; guardianWording: string | null };

/** What is written of a guardian: the day is never typed. */
export type GuardianData = Partial<Pick<Guardian, 'guardianName' | 'guardianWording'>>;

/**
 * Whether somebody born on `birthDate` is younger than `minorAge` years on `day` (both `YYYY-MM-DD`). On the birthday itself
 * one is of that age; who was born on a 29 February, on the 28th of a year without one, as everywhere here.
 */
export const isMinor = ({ birthDate, minorAge, day }: { birthDate: string; minorAge: number; day: string }): boolean =>
  day < addMonths(birthDate, minorAge * 12);

/**
 * What is wrong with what a patron's page sends of a guardian, as codes of messages/field-problems.ts by field: who is a minor on `today`
 * needs a name and an agreement, given now or `held` from before; of anybody else nobody's name is asked or kept.
 */
export const guardianProblems = (input: {
  birthDate: string;
  given: GuardianData;
  held?: GuardianData;
  minorAge: number;
  today: string;
}): { field: keyof GuardianData; code: string }[] => {
  const { birthDate, given, held, minorAge, today } = input;
  const fields = ['guardianName', 'guardianWording'] as const;
  if (!isMinor({ birthDate, minorAge, day: today }))
    return fields.filter((field) => given[field]).map((field) => ({ field, code: 'guardianNotNeeded' }));

  const givesAny = fields.some((field) => given[field]);
  const codes = { guardianName: 'guardianNeeded', guardianWording: 'agreementNeeded' };
  // Somebody's name with somebody else's agreement would be no agreement: what is given is given whole.
  const counted = givesAny ? given : { ...held, ...given };
  return fields.filter((field) => !counted[field]).map((field) => ({ field, code: codes[field] }));
};

const NOBODY: Guardian = { guardianName: null, guardianAgreedOn: null, guardianWording: null };

/**
 * The guardian that a write leaves on a registration. An agreement is of the day `today`, unless the same person agreed to
 * the same wording before. A birth date that turns out to be that of no minor on the day of the agreement takes the guardian
 * away: nobody's name is kept for nothing. Who has simply grown older keeps the agreement.
 */
export const guardianAfter = (input: {
  before: (Guardian & { birthDate: string }) | null;
  data: GuardianData & { birthDate?: string };
  minorAge: number;
  today: string;
}): Guardian => {
  const { before, data, minorAge, today } = input;
  const held = before
    ? {
        guardianName: before.guardianName,
        guardianAgreedOn: before.guardianAgreedOn,
        guardianWording: before.guardianWording,
      }
    : NOBODY;
  const {
    guardianName = held.guardianName,
    guardianWording = held.guardianWording,
    birthDate = before?.birthDate ?? '',
  } = data;
  const isHeld = guardianName === held.guardianName && guardianWording === held.guardianWording;
  if (isHeld && birthDate === before?.birthDate) return held;
  if (!guardianName || !guardianWording) return NOBODY;

  const guardianAgreedOn = (isHeld && held.guardianAgreedOn) || today;
  return isMinor({ birthDate, minorAge, day: guardianAgreedOn })
    ? { guardianName, guardianAgreedOn, guardianWording }
    : NOBODY;
};
