import { Box, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { Layouts } from '@strapi/strapi/admin';
import type { ReactNode } from 'react';
import type { Alarm } from '../../../shared/contracts/admin';
import { useMoment, useText } from '../hooks/useText';

const TONES = { serverRefuses: 'danger', waitingLong: 'warning' } as const;

/** What coordinators have to know at once about the mails; no ✕, since it ends by itself. `children`: where to go from here. */
export const AlarmBanner = ({ alarm, children }: { alarm: Alarm | null | undefined; children?: ReactNode }) => {
  const text = useText();
  const moment = useMoment();
  const tone = alarm && TONES[alarm.kind];
  return (
    <Box aria-live="polite">
      {alarm && (
        <Layouts.Content>
          <Flex
            alignItems="flex-start"
            gap={3}
            padding={4}
            marginBottom={4}
            hasRadius
            background={`${tone}100`}
            borderColor={`${tone}200`}
            borderStyle="solid"
            borderWidth="1px"
          >
            <Box aria-hidden height="2rem" shrink={0}>
              <WarningCircle width="2rem" height="2rem" fill={`${tone}600`} />
            </Box>
            <Flex direction="column" alignItems="flex-start" gap={1}>
              <Typography tag="p">{text(`alarm.${alarm.kind}`, { moment: moment(alarm.since) })}</Typography>
              {children}
            </Flex>
          </Flex>
        </Layouts.Content>
      )}
    </Box>
  );
};
