import { Button } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { Confirm } from '../../components/Confirm';
import { useMoment, useText } from '../../hooks/useText';
import { useRnCloseWorkshopMutation, useRnOpenWorkshopMutation, useRnWorkshopQuery } from '../../services/workshop';

/** Opens a day on which a class or a reading room signs up from one place, and says that one is open and ends it. */
export const WorkshopButton = () => {
  const text = useText();
  const moment = useMoment();
  const { toggleNotification } = useNotification();
  const { data: openUntil = null, isSuccess } = useRnWorkshopQuery(undefined, { refetchOnMountOrArgChange: true });
  const [open, { isLoading: isOpening }] = useRnOpenWorkshopMutation();
  const [close, { isLoading: isClosing }] = useRnCloseWorkshopMutation();
  const [isAsking, setIsAsking] = useState(false);
  if (!isSuccess) return null;

  const act = async () => {
    setIsAsking(false);
    try {
      const until = await (openUntil ? close() : open()).unwrap();
      toggleNotification({
        type: 'success',
        message: until ? text('workshop.opened', { moment: moment(until) }) : text('workshop.closed'),
      });
    } catch {
      toggleNotification({ type: 'danger', message: text('workshop.problem') });
    }
  };
  return (
    <>
      <Button variant="tertiary" disabled={isOpening || isClosing} onClick={() => setIsAsking(true)}>
        {openUntil ? text('workshop.isOpen', { moment: moment(openUntil) }) : text('workshop.open')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={text(openUntil ? 'workshop.close' : 'workshop.open')}
        sentence={text(openUntil ? 'workshop.askClose' : 'workshop.ask')}
        stay={text('undelivered.cancel')}
        go={text(openUntil ? 'workshop.close' : 'workshop.open')}
        onStay={() => setIsAsking(false)}
        onGo={act}
      />
    </>
  );
};
