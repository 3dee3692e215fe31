import { Box, DatePicker, Field } from '@strapi/design-system';
import type { KeyboardEvent, ReactNode } from 'react';
import { usePanelLocale, useText } from '../hooks/useText';
import { useTypedDay } from '../hooks/useTypedDay';
import { toPicker } from '../utils/picker-date';
import { press } from '../utils/press';

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

/**
 * The keys that the date picker treats otherwise than every other field: while its calendar is open Tab goes nowhere;
 * while it is closed Enter saves the form without what was just pasted, and Escape empties the date.
 */
const likeOtherFields = (event: KeyboardEvent) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement)) return;
  const isOpen = input.getAttribute('aria-expanded') === 'true';
  if (event.key === 'Tab' && isOpen) {
    event.stopPropagation();
    press('Enter', input);
  }
  if (event.key === 'Enter' && !isOpen) {
    event.preventDefault();
    input.blur();
    input.focus();
  }
  if (event.key === 'Escape' && !isOpen) {
    event.stopPropagation();
    press('Escape', input.form);
  }
};

const OLDEST = new Date(1900, 0, 1, 12);

/** A day, typed as day/month/year or picked in a calendar. */
export const DayField = ({ name, label, value, onChange, latest, required, disabled, error, hint, action }: Props) => {
  const text = useText();
  // The panel's « en » would write the month first, unlike every date around it.
  const locale = usePanelLocale() === 'fr' ? 'fr-FR' : 'en-GB';
  const day = useTypedDay({ value, onChange });
  return (
    <Field.Root name={name} id={name} required={required} error={error} hint={hint} width="100%">
      <Field.Label action={action}>{label}</Field.Label>
      <Box
        {...day.listeners}
        onKeyDownCapture={(event: KeyboardEvent) => {
          day.onKey(event);
          likeOtherFields(event);
        }}
      >
        <DatePicker
          locale={locale}
          placeholder={text('day.placeholder')}
          calendarLabel={text('day.calendar', { label })}
          monthSelectLabel={text('day.month')}
          yearSelectLabel={text('day.year')}
          minDate={OLDEST}
          maxDate={toPicker(latest)}
          value={day.shown}
          onChange={day.take}
          disabled={disabled}
        />
      </Box>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
