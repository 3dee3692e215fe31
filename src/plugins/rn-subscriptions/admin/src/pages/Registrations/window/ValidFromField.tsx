import { Box, TextButton, Typography } from '@strapi/design-system';
import { fieldProblem } from '../../../../../shared/messages/field-problems';
import { expiryOf, validFromProblem } from '../../../../../shared/registration-state';
import { readTypedDate, typedDate } from '../../../../../shared/typed-date';
import { DayField } from '../../../components/DayField';
import { useDay, usePanelLocale, useText } from '../../../hooks/useText';
import { isDecision } from './patron-form';
import { controlId, type PatronForm } from './usePatronForm';

type Props = { form: PatronForm; today: string; disabled: boolean };

/** The date of validity, and at once the expiry that follows from it, by the function that the server uses. */
export const ValidFromField = ({ form, today, disabled }: Props) => {
  const text = useText();
  const day = useDay();
  const locale = usePanelLocale();
  const { values, problems, detail, change } = form;
  const { day: validFrom } = readTypedDate(values.validFrom);
  const months = detail.subscriptionMonths;

  const decides = isDecision(values, detail);
  const code = problems.validFrom ?? (decides && validFrom ? validFromProblem({ validFrom, months, today }) : null);
  const expiresOn = decides ? (validFrom && !code ? expiryOf(validFrom, months) : null) : detail.expiresOn;
  const hasExpired = !decides && detail.status === 'expired';

  return (
    <Box>
      <DayField
        name={controlId('validFrom')}
        label={text('field.validFrom')}
        required
        latest={today}
        value={values.validFrom}
        onChange={(typed) => change('validFrom', typed)}
        error={code ? fieldProblem(code, locale) : undefined}
        hint={text('validFrom.hint')}
        disabled={disabled}
        action={
          !disabled && (
            <TextButton type="button" onClick={() => change('validFrom', typedDate(today))}>
              {text('validFrom.today')}
            </TextButton>
          )
        }
      />
      <Box paddingTop={2} aria-live="polite">
        {expiresOn && (
          <Typography fontWeight="bold">
            {text(hasExpired ? 'validFrom.expired' : 'validFrom.expiresOn', { date: day(expiresOn) })}
          </Typography>
        )}
      </Box>
    </Box>
  );
};
