import { Button } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { useState } from 'react';
import { Confirm } from '../../components/Confirm';
import { useText } from '../../hooks/useText';
import type { MailActions } from './useMailActions';

/** Tries every mail that failed again, once that is confirmed. */
export const RetryAllButton = ({ failed, actions }: { failed: number; actions: MailActions }) => {
  const text = useText();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button startIcon={<ArrowClockwise />} disabled={actions.isBusy} onClick={() => setIsAsking(true)}>
        {text('undelivered.retryAll')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={text('undelivered.retryAll.title')}
        sentence={text('undelivered.retryAll.text', { count: failed })}
        stay={text('undelivered.cancel')}
        go={text('undelivered.retryAll')}
        onStay={() => setIsAsking(false)}
        onGo={() => {
          setIsAsking(false);
          actions.retryAll();
        }}
      />
    </>
  );
};
