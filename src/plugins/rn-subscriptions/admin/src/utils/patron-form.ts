import { isCalendarDate } from '../../../shared/calendar-date';
import type { Detail, SaveRequest } from '../../../shared/contracts/admin';
import { validFromProblem, type State } from '../../../shared/registration-state';

/** What the window's fields hold. Dates are `YYYY-MM-DD` or ''. */
export type PatronValues = {
  lastName: string;
  firstName: string;
  email: string;
  birthDate: string;
  cardNumber: string;
  state: State;
  validFrom: string;
  refusalReason: string;
};
export type PatronField = keyof PatronValues;
/** Codes of messages.ts by field. */
export type PatronProblems = Partial<Record<PatronField, string>>;

const REQUIRED = ['lastName', 'firstName', 'email', 'birthDate'] as const;
/** The fields that are stored, in the order of the window. */
const STORED = ['lastName', 'firstName', 'email', 'birthDate', 'cardNumber', 'state', 'validFrom'] as const;

/** The fields as they open: the reason of a refusal is empty, always. */
export const valuesOf = (detail: Detail): PatronValues => ({
  lastName: detail.lastName,
  firstName: detail.firstName,
  email: detail.email,
  birthDate: detail.birthDate,
  cardNumber: detail.cardNumber ?? '',
  state: detail.state,
  validFrom: detail.validFrom ?? '',
  refusalReason: '',
});

/** Whether these values refuse somebody who was not refused: then, and only then, a reason goes into the mail. */
export const isRefusal = (values: PatronValues, detail: Detail): boolean => values.state === 'refused' && detail.state !== 'refused';

/** Whether saving these values decides, and so mails the patron. */
export const isDecision = (values: PatronValues, detail: Detail): boolean =>
  values.state !== detail.state || (values.state === 'validated' && values.validFrom !== (detail.validFrom ?? ''));

/** The stored fields in which the values differ from the registration. */
export const differences = (values: PatronValues, detail: Detail): (typeof STORED)[number][] => {
  const stored = valuesOf(detail);
  return STORED.filter((field) => {
    if (field === 'validFrom' && values.state !== 'validated') return false;
    return values[field].trim() !== stored[field];
  });
};

/** Whether something typed would be lost. */
export const isChanged = (values: PatronValues, detail: Detail): boolean =>
  differences(values, detail).length > 0 || (isRefusal(values, detail) && values.refusalReason !== '');

/** What can be seen to be wrong without asking the server, which checks all of it again. `today` is `YYYY-MM-DD`. */
export const problemsOf = (input: { values: PatronValues; detail: Detail; today: string }): PatronProblems => {
  const { values, detail, today } = input;
  const problems: PatronProblems = {};
  for (const field of REQUIRED) if (!values[field].trim()) problems[field] = 'required';
  if (values.birthDate && !isCalendarDate(values.birthDate)) problems.birthDate = 'invalidDate';
  else if (values.birthDate > today) problems.birthDate = 'futureDate';
  if (values.state === 'validated' && isDecision(values, detail)) {
    const problem = validFromProblem({ validFrom: values.validFrom, months: detail.subscriptionMonths, today });
    if (problem) problems.validFrom = problem;
  }
  return problems;
};

/** The request that saves the values over the version that the window was opened with. */
export const toRequest = (values: PatronValues, detail: Detail): SaveRequest => ({
  version: detail.version,
  lastName: values.lastName,
  firstName: values.firstName,
  email: values.email,
  birthDate: values.birthDate,
  cardNumber: values.cardNumber.trim() || null,
  state: values.state,
  ...(values.state === 'validated' ? { validFrom: values.validFrom } : {}),
  ...(isRefusal(values, detail) && values.refusalReason.trim() ? { refusalReason: values.refusalReason } : {}),
});

/** What was typed, carried over to what the registration holds now; nobody who was decided waits again. */
export const keepTyped = (values: PatronValues, current: Detail): PatronValues => ({
  ...values,
  state: values.state === 'pending' ? current.state : values.state,
  validFrom: values.validFrom || (values.state === 'pending' ? (current.validFrom ?? '') : ''),
});
