import { Box } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { Alarm, Hold } from '../../../shared/contracts/admin';
import { useMoment, useText } from '../hooks/useText';
import { Banner } from './Banner';

const TONES = { serverRefuses: 'danger', waitingLong: 'warning' } as const;

type Props = { alarm: Alarm | null | undefined; hold: Hold | null | undefined; children?: ReactNode };

/** What coordinators have to know at once about the mails: a hold before everything else, since nothing leaves while it lasts. `children`: where to go from here. */
export const AlarmBanner = ({ alarm, hold, children }: Props) => {
  const text = useText();
  const moment = useMoment();
  return (
    <Box aria-live="polite">
      {hold ? (
        <Banner
          tone="danger"
          sentence={text(`hold.${hold.reason}`, {
            since: hold.since ? 'known' : 'unknown',
            moment: hold.since ? moment(hold.since) : '',
          })}
        >
          {children}
        </Banner>
      ) : (
        alarm && (
          <Banner tone={TONES[alarm.kind]} sentence={text(`alarm.${alarm.kind}`, { moment: moment(alarm.since) })}>
            {children}
          </Banner>
        )
      )}
    </Box>
  );
};
