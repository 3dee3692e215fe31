import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import type { Mail } from '../../../../../shared/contracts/admin';
import { useMoment, useText } from '../../../hooks/useText';
import { useRnMailsQuery, useRnSendAgainMutation } from '../../../services/registrations';

/** Milliseconds between two looks at mails that have not left yet. */
const INTERVAL = 1500;
/** Milliseconds after which nobody is kept waiting any longer. */
const PATIENCE = 30_000;

const isOnItsWay = ({ state }: Mail) => state === 'waiting' || state === 'sending';

/** What became of the mails of a registration; watched for a while after each of its versions. */
export const Mails = ({ documentId, version, maySend }: { documentId: string; version: number; maySend: boolean }) => {
  const text = useText();
  const moment = useMoment();
  const [isWatched, setIsWatched] = useState(true);
  const [isOnWay, setIsOnWay] = useState(false);
  const [sendAgain, { isLoading: isSending }] = useRnSendAgainMutation();
  const { data: mails, isError } = useRnMailsQuery(documentId, { pollingInterval: isWatched && isOnWay ? INTERVAL : 0 });

  useEffect(() => setIsOnWay((mails ?? []).some(isOnItsWay)), [mails]);
  useEffect(() => {
    setIsWatched(true);
    const timer = setTimeout(() => setIsWatched(false), PATIENCE);
    return () => clearTimeout(timer);
  }, [version, isSending]);

  const sentence = (mail: Mail) => {
    const kind = text(`mail.kind.${mail.kind}`);
    if (mail.state === 'sent')
      return text(mail.reasonLost ? 'mail.sentWithoutReason' : 'mail.sent', { kind, moment: moment(mail.sentAt ?? mail.queuedAt) });
    const reason = mail.failure ? text(`mail.failure.${mail.failure}`) : '';
    if (mail.state === 'dismissed') return text('mail.dismissed', { kind, reason });
    if (mail.state === 'failed') return text('mail.failed', { kind, reason });
    if (mail.nextAttemptAt) return text('mail.retry', { kind, reason, moment: moment(mail.nextAttemptAt) });
    return text(isWatched ? 'mail.sending' : 'mail.stillWaiting', { kind });
  };

  if (isError) return <Typography textColor="neutral600">{text('mail.error')}</Typography>;
  if (!mails?.length) return null;
  return (
    <Box tag="section" aria-labelledby="rn-mails">
      <Typography id="rn-mails" tag="h3" variant="delta">
        {text('mail.title')}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="flex-start" gap={1} paddingTop={2} aria-live="polite">
        {mails.map((mail) => (
          <Typography key={mail.documentId} tag="li" textColor={mail.state === 'failed' || mail.reasonLost ? 'danger600' : 'neutral800'}>
            {sentence(mail)}{' '}
            {maySend && (mail.state === 'failed' || mail.nextAttemptAt) && (
              <TextButton
                type="button"
                loading={isSending}
                aria-label={text('mail.sendAgainLabel', { kind: text(`mail.kind.${mail.kind}`) })}
                onClick={() => sendAgain({ documentId, mail: mail.documentId })}
              >
                {text('mail.sendAgain')}
              </TextButton>
            )}
          </Typography>
        ))}
      </Flex>
    </Box>
  );
};
