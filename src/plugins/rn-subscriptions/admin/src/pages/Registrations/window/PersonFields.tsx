import { Field, Grid, TextInput, Typography } from '@strapi/design-system';
import { fieldProblem } from '../../../../../shared/messages/field-problems';
import { PERSON_FIELDS, PERSON_NAMES, type PersonFieldName } from '../../../../../shared/person-fields';
import { DayField } from '../../../components/DayField';
import { useDay, usePanelLocale, useText } from '../../../hooks/useText';
import { controlId, type PatronForm } from './usePatronForm';

type Props = { form: PatronForm; today: string; disabled: boolean };

// Without a longest length: a browser cuts what is pasted, without a word; the server says what is too long.
const LINES = PERSON_NAMES.filter((name) => PERSON_FIELDS[name].kind !== 'day');

/** Who the patron is, in the order of the guide; the librarian corrects what the patron mistyped. */
export const PersonFields = ({ form, today, disabled }: Props) => {
  const text = useText();
  const day = useDay();
  const locale = usePanelLocale();
  const { values, problems, detail, change } = form;
  const problem = (field: keyof typeof problems) => problems[field] && fieldProblem(problems[field], locale);

  const line = (field: PersonFieldName) => (
    <Grid.Item key={field} col={PERSON_FIELDS[field].required ? 6 : 4} xs={12} direction="column" alignItems="stretch">
      <Field.Root name={field} id={controlId(field)} required={PERSON_FIELDS[field].required} error={problem(field)}>
        <Field.Label>{text(`field.${field}`)}</Field.Label>
        <TextInput
          type={field === 'email' ? 'email' : 'text'}
          autoComplete="off"
          value={values[field]}
          onChange={(event) => change(field, event.target.value)}
          disabled={disabled}
        />
        <Field.Error />
      </Field.Root>
    </Grid.Item>
  );

  const fact = (label: string, value: string) => (
    <Grid.Item col={4} xs={12} direction="column" alignItems="flex-start" gap={1}>
      <Typography variant="pi" fontWeight="bold" textColor="neutral800">
        {label}
      </Typography>
      <Typography>{value}</Typography>
    </Grid.Item>
  );

  return (
    <Grid.Root gap={4}>
      {LINES.filter((name) => PERSON_FIELDS[name].required).map(line)}
      <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
        <DayField
          name={controlId('birthDate')}
          label={text('field.birthDate')}
          required
          latest={today}
          value={values.birthDate}
          onChange={(typed) => change('birthDate', typed)}
          error={problem('birthDate')}
          disabled={disabled}
        />
      </Grid.Item>
      {LINES.filter((name) => !PERSON_FIELDS[name].required).map(line)}
      {fact(text('field.registeredOn'), day(detail.registeredOn))}
      {fact(text('field.mediatheque'), detail.mediatheque.label)}
    </Grid.Root>
  );
};
