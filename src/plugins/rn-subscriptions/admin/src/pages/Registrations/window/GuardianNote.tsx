import { Box, Typography } from '@strapi/design-system';
import { isMinor } from '../../../../../shared/guardian';
import { wordingText } from '../../../../../shared/guardian-wordings';
import { readTypedDate } from '../../../../../shared/typed-date';
import { useDay, usePanelLocale, useText } from '../../../hooks/useText';
import type { PatronForm } from './usePatronForm';

type Props = { form: PatronForm; today: string };

/** Whether the patron is a minor by the birth date as it is typed, who agreed for them, and what saving makes of it. */
export const GuardianNote = ({ form, today }: Props) => {
  const text = useText();
  const day = useDay();
  const locale = usePanelLocale();
  const { state, birthDate: stored, minorAge, guardianName, guardianAgreedOn, guardianWording } = form.detail;
  const birthDate = readTypedDate(form.values.birthDate).day ?? stored;
  const minor = isMinor({ birthDate, minorAge, day: today });
  if (!minor && !guardianName) return null;

  const isTakenAway =
    guardianAgreedOn !== null && birthDate !== stored && !isMinor({ birthDate, minorAge, day: guardianAgreedOn });
  const isMissing = minor && !guardianName;
  const wording = wordingText(guardianWording ?? '', locale);
  const age = minor ? text('guardian.minor', { age: minorAge }) : '';

  return (
    <Box role="status" padding={3} hasRadius background={isMissing ? 'warning100' : 'neutral100'}>
      <Typography tag="p">
        {isMissing
          ? text('guardian.missing', { age: minorAge })
          : `${age} ${text('guardian.agreed', { name: guardianName ?? '', day: day(guardianAgreedOn), version: guardianWording ?? '' })}`.trim()}
      </Typography>
      {isMissing && state === 'pending' && <Typography tag="p">{text('guardian.howToGive')}</Typography>}
      {isTakenAway && <Typography tag="p">{text('guardian.takenAway', { age: minorAge })}</Typography>}
      {wording && (
        <details>
          <Typography tag="summary" variant="pi" style={{ cursor: 'pointer', width: 'fit-content' }}>
            {text('guardian.read')}
          </Typography>
          <Typography tag="p" variant="pi">
            {wording}
          </Typography>
        </details>
      )}
    </Box>
  );
};
