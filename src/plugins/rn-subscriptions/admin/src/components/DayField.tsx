import { Box, Field, IconButton, TextInput, Typography } from '@strapi/design-system';
import { Calendar } from '@strapi/icons';
import { useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { formatDayFully } from '../../../shared/calendar-date';
import { fieldProblem } from '../../../shared/messages/field-problems';
import { readTypedDate, typedDate } from '../../../shared/typed-date';
import { usePanelLocale, useText } from '../hooks/useText';

type Props = {
  name: string;
  label: string;
  /** the text as it was typed */
  value: string;
  onChange: (text: string) => void;
  /** the last day of the calendar, `YYYY-MM-DD` */
  latest: string;
  required?: boolean;
  disabled?: boolean;
  error?: string;
  hint?: string;
  action?: ReactNode;
};

const OLDEST = '1900-01-01';

/** Where the browser's calendar opens; nobody sees it, nor comes to it by the keyboard. */
const CalendarPlace = styled.input`
  position: absolute;
  inset-block-end: 0;
  inset-inline-start: 0;
  width: 1px;
  height: 1px;
  padding: 0;
  border: 0;
  opacity: 0;
  pointer-events: none;
`;

/**
 * A day, typed in any usual way or picked in the browser's calendar. The text stays as it was typed; below it stands which day it
 * means, or, once the field was left, what is missing.
 */
export const DayField = ({ name, label, value, onChange, latest, required, disabled, error, hint, action }: Props) => {
  const text = useText();
  const locale = usePanelLocale();
  const calendar = useRef<HTMLInputElement>(null);
  const [isLeft, setIsLeft] = useState(false);
  const { day, problem } = readTypedDate(value);
  const unread = isLeft && problem && problem !== 'required' ? fieldProblem(problem, locale) : undefined;
  // Safari has it since 16.
  const hasCalendar = !disabled && 'showPicker' in HTMLInputElement.prototype;

  return (
    <Field.Root name={name} id={name} required={required} error={error ?? unread} hint={hint} width="100%">
      <Field.Label action={action}>{label}</Field.Label>
      <Box position="relative">
        <TextInput
          inputMode="numeric"
          autoComplete="off"
          placeholder={text('day.placeholder')}
          value={value}
          onChange={(event: ChangeEvent<HTMLInputElement>) => {
            setIsLeft(false);
            onChange(event.target.value);
          }}
          onBlur={() => setIsLeft(true)}
          disabled={disabled}
          endAction={
            hasCalendar && (
              // A tooltip would take the first Escape, and cover what stands above.
              <IconButton
                type="button"
                variant="ghost"
                withTooltip={false}
                label={text('day.calendar', { label })}
                onClick={() => calendar.current?.showPicker()}
              >
                <Calendar />
              </IconButton>
            )
          }
        />
        {hasCalendar && (
          <CalendarPlace
            ref={calendar}
            type="date"
            tabIndex={-1}
            aria-hidden
            min={OLDEST}
            max={latest}
            value={day ?? ''}
            onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(typedDate(event.target.value))}
          />
        )}
      </Box>
      <Field.Hint />
      <Field.Error />
      <Box aria-live="polite">
        {day && (
          <Typography variant="pi" textColor="neutral600">
            {formatDayFully(day, locale)}
          </Typography>
        )}
      </Box>
    </Field.Root>
  );
};
