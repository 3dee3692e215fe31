import { Alert, Box, Button, Flex, Modal } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Detail, Row } from '../../../../../shared/contracts/admin';
import type { ListAddress } from '../../../hooks/useListView';
import { useText } from '../../../hooks/useText';
import { AddressNotes } from './AddressNotes';
import { ConflictPanel } from './ConflictPanel';
import { DecisionFields } from './DecisionFields';
import { EraseButton } from './EraseButton';
import { GuardianNote } from './GuardianNote';
import { History } from './History';
import { Mails } from './Mails';
import { NextWaiting } from './NextWaiting';
import { OtherAccountPanel } from './OtherAccountPanel';
import { PersonFields } from './PersonFields';
import { SignInAgain } from './SignInAgain';
import { UnsavedGuard } from './UnsavedGuard';
import { usePatronForm } from './usePatronForm';
import { WindowTitle } from './WindowTitle';

type Props = {
  opened: Detail;
  today: string;
  mayDecide: boolean;
  waiting: Row[];
  patronAddress: ListAddress['patronAddress'];
  onClose: () => void;
};

// As little air as the design system allows itself elsewhere, so that the decision is in sight without scrolling.
const Body = styled(Modal.Body)`
  & > div {
    padding-block: ${({ theme }) => theme.spaces[5]};
  }

  @media (max-width: 600px) {
    padding-inline: ${({ theme }) => theme.spaces[4]};
  }
`;

/** The form of the fields: the sign-in is a form beside it, and the button that saves stands below both. */
const FORM = 'rn-patron';

/** The fields of the window, what became of saving them, and the mails they caused. */
export const PatronForm = ({ opened, today, mayDecide, waiting, patronAddress, onClose }: Props) => {
  const text = useText();
  const form = usePatronForm({ opened, today });
  const { detail, message, isSaving } = form;

  return (
    <>
      <WindowTitle detail={detail} />
      <Box aria-live="polite">
        {message && (
          <Alert
            variant={message.variant}
            title={message.title}
            closeLabel={text('window.closeMessage')}
            onClose={form.closeMessage}
          >
            {message.sentence}
          </Alert>
        )}
      </Box>
      <Body>
        <Flex direction="column" alignItems="stretch" gap={4}>
          {form.isSignedOut && <SignInAgain onDone={form.resume} />}
          {form.conflict && <ConflictPanel form={form} conflict={form.conflict} />}
          <form
            id={FORM}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (mayDecide) form.save();
            }}
          >
            <Flex direction="column" alignItems="stretch" gap={4}>
              <PersonFields form={form} today={today} disabled={!mayDecide} />
              <OtherAccountPanel form={form} />
              <AddressNotes detail={detail} />
              <GuardianNote form={form} today={today} />
              <DecisionFields form={form} today={today} disabled={!mayDecide} />
            </Flex>
          </form>
          <Mails registration={detail} formerEmail={form.formerEmail} maySend={mayDecide} />
          <History documentId={detail.documentId} />
          {mayDecide && <EraseButton form={form} onErased={onClose} />}
        </Flex>
      </Body>
      <Modal.Footer>
        <Flex width="100%" gap={2} wrap="wrap" justifyContent="space-between">
          <Button variant="tertiary" onClick={onClose}>
            {text('window.close')}
          </Button>
          <Flex gap={2} wrap="wrap">
            <NextWaiting documentId={detail.documentId} waiting={waiting} patronAddress={patronAddress} />
            {mayDecide && (
              <Button type="submit" form={FORM} loading={isSaving}>
                {text('window.save')}
              </Button>
            )}
          </Flex>
        </Flex>
      </Modal.Footer>
      <UnsavedGuard isActive={form.isChanged} />
    </>
  );
};
