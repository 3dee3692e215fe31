import { Field, Grid, SingleSelect, SingleSelectOption, Textarea } from '@strapi/design-system';
import { useEffect, useRef, type ChangeEvent } from 'react';
import { fieldProblem } from '../../../../../shared/messages/field-problems';
import { mayBecome, STATES, type State } from '../../../../../shared/registration-state';
import { usePanelLocale, useText } from '../../../hooks/useText';
import { isDecision, isRefusal } from './patron-form';
import { controlId, type PatronForm } from './usePatronForm';
import { ValidFromField } from './ValidFromField';

type Props = { form: PatronForm; today: string; disabled: boolean };

/** The status, and what comes with it: a date of validity, or the reason of a refusal. */
export const DecisionFields = ({ form, today, disabled }: Props) => {
  const text = useText();
  const locale = usePanelLocale();
  const { values, problems, detail, change } = form;
  const problem = (field: keyof typeof problems) => problems[field] && fieldProblem(problems[field], locale);
  const mailed = isDecision(values, detail) && values.state !== 'pending' ? values.state : null;

  // What a choice brings with it may appear below the edge of the window.
  const box = useRef<HTMLDivElement>(null);
  const isChosen = values.state !== detail.state;
  useEffect(() => {
    if (isChosen) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen, values.state]);

  return (
    <Grid.Root gap={4} ref={box}>
      <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
        <Field.Root
          name="state"
          id={controlId('state')}
          required
          error={problem('state')}
          hint={mailed ? text(`state.mailHint.${mailed}`) : undefined}
        >
          <Field.Label>{text('field.status')}</Field.Label>
          <SingleSelect value={values.state} onChange={(state) => change('state', state as State)} disabled={disabled}>
            {STATES.filter((state) => mayBecome(detail.state, state)).map((state) => (
              <SingleSelectOption key={state} value={state}>
                {text(`status.${state}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
          <Field.Hint />
          <Field.Error />
        </Field.Root>
      </Grid.Item>

      {values.state === 'validated' && (
        <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
          <ValidFromField form={form} today={today} disabled={disabled} />
        </Grid.Item>
      )}

      {isRefusal(values, detail) && (
        <Grid.Item col={12} xs={12} direction="column" alignItems="stretch">
          <Field.Root
            name="refusalReason"
            id={controlId('refusalReason')}
            error={problem('refusalReason')}
            hint={text('refusalReason.hint')}
          >
            <Field.Label>{text('field.refusalReason')}</Field.Label>
            <Textarea
              value={values.refusalReason}
              autoComplete="off"
              onChange={(event: ChangeEvent<HTMLTextAreaElement>) => change('refusalReason', event.target.value)}
              disabled={disabled}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
        </Grid.Item>
      )}
    </Grid.Root>
  );
};
