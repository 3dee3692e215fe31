import { useNotification } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Detail, SaveRequest } from '../../../../../shared/contracts/admin';
import { useText } from '../../../hooks/useText';
import { saveRegistration, useRnSavedMutation } from '../../../services/registrations';
import {
  conflictOf,
  isChanged,
  keepTyped,
  problemsOf,
  toRequest,
  valuesOf,
  type Conflict,
  type PatronField,
  type PatronProblems,
  type PatronValues,
} from './patron-form';
import { saveFailureOf } from './save-failure';
import { useEndedSession } from './useEndedSession';

/** The id of a field's control in the page. */
export const controlId = (field: PatronField): string => `rn-${field}`;

const focusFirst = (problems: PatronProblems) => {
  const [field] = Object.keys(problems) as PatronField[];
  // After the next paint, when the sentence that explains the problem stands beside the field.
  if (!field) return;
  setTimeout(() => {
    const control = document.getElementById(controlId(field));
    control?.focus({ preventScroll: true });
    control?.scrollIntoView({ block: 'center' });
  });
};

/**
 * What the window's fields hold, over the registration as it was opened or last saved, and what became of saving it.
 * `today` is `YYYY-MM-DD`.
 */
export const usePatronForm = ({ opened, today }: { opened: Detail; today: string }) => {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [announceSaved] = useRnSavedMutation();
  const [detail, setDetail] = useState(opened);
  const [values, setValues] = useState(() => valuesOf(opened));
  const [problems, setProblems] = useState<PatronProblems>({});
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [message, setMessage] = useState<{
    variant: 'success' | 'danger' | 'default';
    title?: string;
    sentence: string;
  } | null>(null);
  const [formerEmail, setFormerEmail] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const session = useEndedSession();
  // A second click comes before the state of the first is painted.
  const isUnderWay = useRef(false);
  const wasSaving = useRef(false);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  const change = useCallback(<Field extends PatronField>(field: Field, value: PatronValues[Field]) => {
    setValues((before) => ({ ...before, [field]: value }));
    setProblems(({ [field]: _mended, ...others }) => others);
    setMessage((before) => (before?.variant === 'danger' ? before : null));
  }, []);

  const restart = (from: Detail, next: PatronValues) => {
    setDetail(from);
    setValues(next);
    setProblems({});
    setConflict(null);
    setMessage(null);
  };

  const notSaved = (sentence: string) => setMessage({ variant: 'danger', title: text('save.notSaved'), sentence });

  const showProblems = (found: PatronProblems) => {
    setProblems(found);
    setMessage({
      variant: 'danger',
      sentence: text(found.email === 'otherAccount' ? 'save.question' : 'save.invalid'),
    });
    focusFirst(found);
  };

  const succeed = (saved: Detail, sentence: string) => {
    restart(saved, valuesOf(saved));
    setMessage({ variant: 'success', sentence });
    // The window says it; over the list it is said only where somebody left the window meanwhile.
    if (!isShown.current) toggleNotification({ type: 'success', message: sentence });
    announceSaved();
  };

  const meet = (current: Detail) => {
    const met = conflictOf({ opened: detail, values, current });
    // An earlier save of the same was stored, and its answer lost.
    if (met.competing.length === 0) {
      return succeed(current, text(values.refusalReason.trim() ? 'save.alreadyRefused' : 'save.already'));
    }
    setMessage(null);
    setConflict(met);
  };

  const fail = (error: unknown) => {
    const failure = saveFailureOf(error);
    if (failure.kind === 'fields')
      showProblems(Object.fromEntries(failure.errors.map(({ field, code }) => [field, code])));
    else if (failure.kind === 'conflict') meet(failure.current);
    else if (failure.kind === 'server') notSaved(failure.sentence ?? text('save.server'));
    else if (failure.kind === 'signedOut') {
      wasSaving.current = true;
      setMessage(null);
      session.end();
    } else notSaved(text(`save.${failure.kind}`));
  };

  const save = async (choice: Pick<SaveRequest, 'joinsAccount'> = {}) => {
    if (isUnderWay.current) return;
    if (!isChanged(values, detail)) return setMessage({ variant: 'default', sentence: text('save.nothing') });
    const found = problemsOf({ values, detail, today });
    if (Object.keys(found).length > 0) return showProblems(found);

    isUnderWay.current = true;
    setIsSaving(true);
    try {
      const { data, meta } = await saveRegistration(detail.documentId, { ...toRequest(values, detail), ...choice });
      if (data.email !== detail.email) setFormerEmail(detail.email);
      succeed(data, meta.decided ? text('save.doneWithMail', { email: data.email }) : text('save.done'));
    } catch (error) {
      fail(error);
    } finally {
      isUnderWay.current = false;
      setIsSaving(false);
    }
  };

  return {
    detail,
    values,
    problems,
    conflict,
    message,
    isSaving,
    isSignedOut: session.isOver,
    isChanged: isChanged(values, detail),
    /** where the mails went until this window corrected the address */
    formerEmail,
    change,
    save: () => save(),
    /** the typed address is that of another account, of the same family */
    saveAsFamily: () => save({ joinsAccount: true }),
    closeMessage: () => setMessage(null),
    /** signed in again: goes on with the save that was under way */
    resume: () => {
      session.renew();
      if (wasSaving.current) save();
      wasSaving.current = false;
    },
    /** what was typed is given up: there is nothing left that it could be saved in */
    discard: () => restart(detail, valuesOf(detail)),
    /** after a conflict: what the registration holds now, instead of what was typed */
    takeCurrent: () => conflict && restart(conflict.current, valuesOf(conflict.current)),
    /** after a conflict: what was typed, to be saved over what the registration holds now */
    keepTyped: () => {
      if (!conflict) return;
      restart(conflict.current, keepTyped({ opened: detail, values, current: conflict.current }));
      setMessage({ variant: 'default', sentence: text('conflict.kept') });
    },
  };
};

export type PatronForm = ReturnType<typeof usePatronForm>;
