import { useState } from 'react';
import type { HoldRelease, UndeliveredMail } from '../../../../shared/contracts/admin';
import { useText } from '../../hooks/useText';
import {
  useRnDismissMutation,
  useRnReleaseMutation,
  useRnRetryAllMutation,
  useRnRetryMutation,
} from '../../services/undelivered-mails';

type Message = { variant: 'success' | 'danger'; sentence: string };

/** Somebody else was quicker. */
const isGone = (error: unknown) => (error as { status?: unknown } | null)?.status === 404;
const isOver = (error: unknown) => (error as { status?: unknown } | null)?.status === 409;

/** What can be done with mails that have not left, and what became of doing it. */
export const useMailActions = () => {
  const text = useText();
  const [message, setMessage] = useState<Message | null>(null);
  const [retry, { isLoading: isRetrying }] = useRnRetryMutation();
  const [retryAll, { isLoading: isRetryingAll }] = useRnRetryAllMutation();
  const [release, { isLoading: isReleasing }] = useRnReleaseMutation();
  const [dismiss, { isLoading: isDismissing }] = useRnDismissMutation();

  const say = async (action: () => Promise<string>) => {
    setMessage(null);
    try {
      setMessage({ variant: 'success', sentence: await action() });
    } catch (error) {
      setMessage({
        variant: 'danger',
        sentence: text(isGone(error) ? 'undelivered.changed' : isOver(error) ? 'hold.over' : 'undelivered.problem'),
      });
    }
    // Whoever pressed a button that has gone with its row goes on from here.
    document.getElementById('rn-results')?.focus();
  };

  return {
    message,
    closeMessage: () => setMessage(null),
    isBusy: isRetrying || isRetryingAll || isDismissing || isReleasing,
    retry: (mail: UndeliveredMail) =>
      say(async () => {
        await retry(mail.documentId).unwrap();
        return text('undelivered.retried');
      }),
    retryAll: () =>
      say(async () => {
        const { count } = await retryAll().unwrap();
        return text('undelivered.retriedAll', { count });
      }),
    release: (send: HoldRelease['send'], onDone: () => void) =>
      say(async () => {
        const done = await release({ send }).unwrap();
        onDone();
        return text('hold.released', done);
      }),
    dismiss: (mail: UndeliveredMail) =>
      say(async () => {
        await dismiss(mail.documentId).unwrap();
        return text('undelivered.dismissed');
      }),
  };
};

export type MailActions = ReturnType<typeof useMailActions>;
