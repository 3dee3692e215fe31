import { DatePicker, Field } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { usePanelLocale, useText } from '../hooks/useText';
import { fromPicker, toPicker } from '../utils/picker-date';

type Props = {
  name: string;
  label: string;
  /** `YYYY-MM-DD` or '' */
  value: string;
  onChange: (day: string) => void;
  latest: string;
  required?: boolean;
  disabled?: boolean;
  error?: string;
  hint?: string;
  action?: ReactNode;
};

const OLDEST = new Date(1900, 0, 1, 12);

/** A day, typed as day/month/year or picked in a calendar. */
export const DayField = ({ name, label, value, onChange, latest, required, disabled, error, hint, action }: Props) => {
  const text = useText();
  // The panel's « en » would write the month first, unlike every date around it.
  const locale = usePanelLocale() === 'fr' ? 'fr-FR' : 'en-GB';
  return (
    <Field.Root name={name} id={name} required={required} error={error} hint={hint} width="100%">
      <Field.Label action={action}>{label}</Field.Label>
      <DatePicker
        locale={locale}
        placeholder={text('day.placeholder')}
        calendarLabel={text('day.calendar', { label })}
        monthSelectLabel={text('day.month')}
        yearSelectLabel={text('day.year')}
        minDate={OLDEST}
        maxDate={toPicker(latest)}
        value={toPicker(value)}
        onChange={(date) => onChange(fromPicker(date))}
        disabled={disabled}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
