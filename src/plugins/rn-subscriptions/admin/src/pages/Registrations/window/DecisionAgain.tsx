import { Box, Button, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Mail } from '../../../../../shared/contracts/admin';
import { useMoment, useText } from '../../../hooks/useText';

// An address may be longer than a phone is wide.
const Tall = styled(Button)`
  height: auto;
  overflow-wrap: anywhere;
`;

type DecisionMail = Mail & { kind: 'validated' | 'refused' };
const wentAstray = (mail: Mail): mail is DecisionMail =>
  (mail.kind === 'validated' || mail.kind === 'refused') && mail.canBeSentAgain && mail.leftBeforeCorrection;

type Props = {
  mails: Mail[];
  /** where mails go now, and where they went until it was corrected, if that happened in this window */
  email: string;
  formerEmail: string | null;
  isSending: boolean;
  onSend: (mail: Mail) => void;
};

/** A decision was mailed before the address was corrected: it is offered again, at the right one. */
export const DecisionAgain = ({ mails, email, formerEmail, isSending, onSend }: Props) => {
  const text = useText();
  const moment = useMoment();
  const mail = mails.find(wentAstray);
  if (!mail?.sentAt) return null;
  const left = { moment: moment(mail.sentAt) };
  return (
    <Box role="status" marginTop={2} padding={3} hasRadius background="primary100">
      <Typography tag="p">
        {formerEmail
          ? text(`again.left.${mail.kind}`, { ...left, email: formerEmail })
          : text(`again.leftBefore.${mail.kind}`, left)}
        {mail.kind === 'refused' && ` ${text('again.noReason')}`}
      </Typography>
      <Box paddingTop={2}>
        <Tall type="button" variant="secondary" loading={isSending} onClick={() => onSend(mail)}>
          {text(`again.send.${mail.kind}`, { email })}
        </Tall>
      </Box>
    </Box>
  );
};
