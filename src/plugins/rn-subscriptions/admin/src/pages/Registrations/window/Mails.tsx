import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import type { Detail, Mail } from '../../../../../shared/contracts/admin';
import { MAIL_GOES_TO } from '../../../../../shared/mail-receivers';
import { Confirm } from '../../../components/Confirm';
import { useMoment, useText } from '../../../hooks/useText';
import { useRnMailsQuery, useRnSendAgainMutation } from '../../../services/registrations';
import { DecisionAgain } from './DecisionAgain';

/** Milliseconds between two looks at mails that have not left yet. */
const INTERVAL = 1500;
/** Milliseconds after which nobody is kept waiting any longer. */
const PATIENCE = 30_000;

const isOnItsWay = ({ state }: Mail) => state === 'waiting' || state === 'sending';

/** What became of the mails of a registration; watched for a while after each of its versions. */
export const Mails = ({
  registration,
  formerEmail,
  maySend,
}: {
  registration: Detail;
  formerEmail: string | null;
  maySend: boolean;
}) => {
  const { documentId, version, email } = registration;
  const text = useText();
  const moment = useMoment();
  const [isWatched, setIsWatched] = useState(true);
  const [isOnWay, setIsOnWay] = useState(false);
  const [sendAgain, { isLoading: isSending }] = useRnSendAgainMutation();
  /** has left, and is sent again at a second click only */
  const [asked, setAsked] = useState<Mail | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { data: mails, isError } = useRnMailsQuery(documentId, {
    pollingInterval: isWatched && isOnWay ? INTERVAL : 0,
  });

  useEffect(() => setIsOnWay((mails ?? []).some(isOnItsWay)), [mails]);
  useEffect(() => {
    setIsWatched(true);
    const timer = setTimeout(() => setIsWatched(false), PATIENCE);
    return () => clearTimeout(timer);
  }, [version, isSending]);

  const send = async (mail: Mail) => {
    setAsked(null);
    setProblem(null);
    const answer = await sendAgain({ documentId, mail: mail.documentId });
    if ('error' in answer) setProblem(answer.error.message || text('mail.again.failed'));
  };

  const question = ({ kind }: Mail) => {
    const words = { kind: text(`mail.kind.${kind}`), email };
    if (MAIL_GOES_TO[kind] === 'library') return text('mail.again.library', words);
    if (kind === 'refused') return text('mail.again.refused', words);
    return text(MAIL_GOES_TO[kind] === 'account' ? 'mail.again.account' : 'mail.again.patron', words);
  };

  const sentence = (mail: Mail) => {
    const kind = text(`mail.kind.${mail.kind}`);
    if (mail.state === 'sent')
      return text(mail.reasonLost ? 'mail.sentWithoutReason' : 'mail.sent', {
        kind,
        moment: moment(mail.sentAt ?? mail.queuedAt),
      });
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
          <Typography
            key={mail.documentId}
            tag="li"
            textColor={mail.state === 'failed' || mail.reasonLost ? 'danger600' : 'neutral800'}
          >
            {sentence(mail)}{' '}
            {maySend && (mail.state === 'failed' || mail.nextAttemptAt || mail.canBeSentAgain) && (
              <TextButton
                type="button"
                loading={isSending}
                aria-label={text('mail.sendAgainLabel', { kind: text(`mail.kind.${mail.kind}`) })}
                onClick={() => (mail.canBeSentAgain ? setAsked(mail) : send(mail))}
              >
                {text('mail.sendAgain')}
              </TextButton>
            )}
          </Typography>
        ))}
      </Flex>
      {problem && (
        <Typography role="alert" textColor="danger600">
          {problem}
        </Typography>
      )}
      {maySend && (
        <DecisionAgain mails={mails} email={email} formerEmail={formerEmail} isSending={isSending} onSend={send} />
      )}
      <Confirm
        isOpen={asked !== null}
        title={text('mail.again.title')}
        sentence={asked ? question(asked) : ''}
        stay={text('mail.again.stay')}
        go={text('mail.sendAgain')}
        onStay={() => setAsked(null)}
        onGo={() => asked && send(asked)}
      />
    </Box>
  );
};
