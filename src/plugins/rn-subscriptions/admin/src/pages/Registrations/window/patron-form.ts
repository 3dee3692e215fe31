import type { Detail, SaveRequest } from '../../../../../shared/contracts/admin';
import { PERSON_FIELDS, PERSON_NAMES, type Person, type PersonFieldName } from '../../../../../shared/person-fields';
import { validFromProblem, type State } from '../../../../../shared/registration-state';
import { readTypedDate, typedDate } from '../../../../../shared/typed-date';

/** What the window's fields hold. Dates are texts as they were typed: what they mean is read from them, and never written into them. */
export type PatronValues = Record<PersonFieldName, string> & {
  state: State;
  validFrom: string;
  refusalReason: string;
};
export type PatronField = keyof PatronValues;
/** Codes of messages/field-problems.ts by field. */
export type PatronProblems = Partial<Record<PatronField, string>>;

/** What an empty text is no answer to; of a day, what is missing is said by its own rules. */
const REQUIRED = PERSON_NAMES.filter((name) => PERSON_FIELDS[name].required && PERSON_FIELDS[name].kind !== 'day');
/** The fields that are stored, in the order of the window. */
export type StoredField = PersonFieldName | 'state' | 'validFrom';
const STORED: StoredField[] = [...PERSON_NAMES, 'state', 'validFrom'];

const isDay = (field: StoredField): boolean =>
  field === 'validFrom' || (field !== 'state' && PERSON_FIELDS[field].kind === 'day');

const typedPersonOf = (detail: Detail) =>
  Object.fromEntries(
    PERSON_NAMES.map((name) => [name, isDay(name) ? typedDate(detail[name]) : (detail[name] ?? '')])
  ) as Record<PersonFieldName, string>;

const personOfValues = (values: PatronValues): Person =>
  Object.fromEntries(
    PERSON_NAMES.map((name) => {
      if (isDay(name)) return [name, readTypedDate(values[name]).day];
      return [name, PERSON_FIELDS[name].required ? values[name] : values[name].trim() || null];
    })
  ) as Person;

/** The fields as they open: the reason of a refusal is empty, always. */
export const valuesOf = (detail: Detail): PatronValues => ({
  ...typedPersonOf(detail),
  state: detail.state,
  validFrom: typedDate(detail.validFrom),
  refusalReason: '',
});

/** What a field means: two texts of one day mean the same, an unreadable one means itself. */
const meaningOf = (values: PatronValues, field: StoredField): string => {
  const text = values[field].trim();
  return isDay(field) ? (readTypedDate(text).day ?? text) : text;
};

/** The stored fields in which the values differ from the registration. A date of validity counts only with the state that has one. */
export const differences = (values: PatronValues, detail: Detail): StoredField[] => {
  const stored = valuesOf(detail);
  return STORED.filter(
    (field) =>
      (field !== 'validFrom' || values.state === 'validated') && meaningOf(values, field) !== meaningOf(stored, field)
  );
};

/** Whether these values refuse somebody who was not refused: then, and only then, a reason goes into the mail. */
export const isRefusal = (values: PatronValues, detail: Detail): boolean =>
  values.state === 'refused' && detail.state !== 'refused';

/** Whether saving these values decides, and so mails the patron. */
export const isDecision = (values: PatronValues, detail: Detail): boolean =>
  differences(values, detail).some((field) => field === 'state' || field === 'validFrom');

/** Whether something typed would be lost. */
export const isChanged = (values: PatronValues, detail: Detail): boolean =>
  differences(values, detail).length > 0 || (isRefusal(values, detail) && values.refusalReason !== '');

/** What can be seen to be wrong with what is saved without asking the server, which checks all of it again. `today` is `YYYY-MM-DD`. */
export const problemsOf = (input: { values: PatronValues; detail: Detail; today: string }): PatronProblems => {
  const { values, detail, today } = input;
  const edited = differences(values, detail);
  const problems: PatronProblems = {};
  for (const field of REQUIRED) if (edited.includes(field) && !values[field].trim()) problems[field] = 'required';
  if (edited.includes('birthDate')) {
    const { day, problem } = readTypedDate(values.birthDate);
    if (problem) problems.birthDate = problem;
    else if (day > today) problems.birthDate = 'futureDate';
  }
  if (values.state === 'validated' && isDecision(values, detail)) {
    const { day, problem } = readTypedDate(values.validFrom);
    const code = problem ?? validFromProblem({ validFrom: day, months: detail.subscriptionMonths, today });
    if (code) problems.validFrom = code;
  }
  return problems;
};

/** The request that saves what was edited, and nothing else, over the version that the window was opened with. The values have no problems. */
export const toRequest = (values: PatronValues, detail: Detail): SaveRequest => {
  const edited = differences(values, detail);
  const given = {
    ...personOfValues(values),
    state: values.state,
    validFrom: readTypedDate(values.validFrom).day,
  };
  const decides = edited.includes('state') && values.state === 'validated';
  return {
    version: detail.version,
    ...Object.fromEntries(edited.map((field) => [field, given[field]])),
    ...(decides ? { validFrom: given.validFrom } : {}),
    ...(isRefusal(values, detail) && values.refusalReason.trim() ? { refusalReason: values.refusalReason } : {}),
  };
};

/** What somebody else saved while `values` were typed over `opened`: three versions of each field, of which only what was typed competes. */
export type Conflict = {
  current: Detail;
  /** the typed fields that the registration does not hold by now */
  competing: StoredField[];
  /** the fields that somebody else changed and nobody touched here */
  others: StoredField[];
};

/** Compares what was opened, what was typed over it, and what the registration holds now. */
export const conflictOf = (input: { opened: Detail; values: PatronValues; current: Detail }): Conflict => {
  const { opened, values, current } = input;
  const typed = differences(values, opened);
  const missing = differences(values, current);
  return {
    current,
    competing: typed.filter((field) => missing.includes(field)),
    others: differences(valuesOf(current), opened).filter((field) => !typed.includes(field)),
  };
};

/** What the registration holds now, and over it what was typed. Whoever was decided meanwhile does not wait again, for nobody types that. */
export const keepTyped = (input: { opened: Detail; values: PatronValues; current: Detail }): PatronValues => {
  const { opened, values, current } = input;
  const typed = differences(values, opened).map((field) => [field, values[field]]);
  return { ...valuesOf(current), ...Object.fromEntries(typed), refusalReason: values.refusalReason };
};
