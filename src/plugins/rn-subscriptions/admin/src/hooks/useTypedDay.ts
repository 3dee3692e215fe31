import { useRef, type FocusEvent, type FormEvent, type KeyboardEvent, type PointerEvent } from 'react';
import { isCalendarDate } from '../../../shared/calendar-date';
import { fromPicker, toPicker, typedDay } from '../utils/picker-date';
import { press } from '../utils/press';

const isInput = (target: EventTarget): target is HTMLInputElement => target instanceof HTMLInputElement;

/**
 * Takes a whole date as it was typed. By itself the date picker says nothing and takes another day: today for one to
 * come, some day of February for the 31st. Here both reach `onChange`, which can then say what is wrong with them.
 */
export const useTypedDay = ({ value, onChange }: { value: string; onChange: (day: string) => void }) => {
  /** what stands in the box, unless a day was picked in the calendar since */
  const typed = useRef<string | null>(null);
  const shownFor = useRef<{ value: string; date?: Date }>({ value: '' });
  // While a day that does not exist stands in the box the picker is given what it had, and so leaves the box alone.
  const canBeShown = value === '' || isCalendarDate(value);
  if (canBeShown && shownFor.current.value !== value) shownFor.current = { value, date: toPicker(value) };

  const impossible = () => (typed.current && !isCalendarDate(typed.current) ? typed.current : null);

  return {
    shown: shownFor.current.date,
    take: (date: Date | undefined) => onChange(typed.current ?? fromPicker(date)),
    listeners: {
      onInput: ({ target }: FormEvent) => {
        if (isInput(target)) typed.current = typedDay(target.value);
      },
      onFocusCapture: ({ target }: FocusEvent) => {
        if (isInput(target)) typed.current = typedDay(target.value);
      },
      onPointerDownCapture: ({ target }: PointerEvent) => {
        if (!isInput(target)) typed.current = null;
      },
      onBlurCapture: (event: FocusEvent) => {
        const day = impossible();
        if (!day || !isInput(event.target)) return;
        event.stopPropagation();
        onChange(day);
      },
    },
    onKey: (event: KeyboardEvent) => {
      if (!isInput(event.target) || event.target.getAttribute('aria-expanded') !== 'true') return;
      if (event.key.startsWith('Arrow')) typed.current = null;
      const day = impossible();
      if (event.key !== 'Enter' || !day) return;
      event.preventDefault();
      event.stopPropagation();
      press('Escape', event.target);
      onChange(day);
    },
  };
};
