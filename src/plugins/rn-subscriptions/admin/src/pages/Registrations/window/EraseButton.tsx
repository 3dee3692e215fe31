import { Box, Button } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useRef, useState } from 'react';
import { Confirm } from '../../../components/Confirm';
import { useText } from '../../../hooks/useText';
import { useRnEraseMutation } from '../../../services/registrations';
import type { PatronForm } from './usePatronForm';

const NOT_FOUND = 404;
/** From here on, and where there is no answer, nobody knows what was done. */
const SERVER_FAILURE = 500;

/** Erases the patron of the window for ever, once what is lost was read and confirmed. */
export const EraseButton = ({ form, onErased }: { form: PatronForm; onErased: () => void }) => {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [isAsking, setIsAsking] = useState(false);
  const [erase, { isLoading }] = useRnEraseMutation();
  const { documentId, firstName, lastName, accountStays } = form.detail;
  const name = `${firstName} ${lastName}`;
  // An erasure whose answer was lost may have happened; then the next try finds nobody.
  const isUncertain = useRef(false);

  const go = async () => {
    setIsAsking(false);
    const answer = await erase(documentId);
    const error = 'error' in answer ? answer.error : null;
    const status = error && 'status' in error ? error.status : undefined;
    const isGone = status === NOT_FOUND;
    if (error && !(isGone && isUncertain.current)) {
      isUncertain.current ||= !(Number(status) < SERVER_FAILURE);
      return toggleNotification({ type: 'danger', message: text(isGone ? 'save.gone' : 'erase.error') });
    }
    toggleNotification({ type: 'success', message: text('erase.done', { name }) });
    form.discard();
    // After the next paint: until then the window still guards what was typed.
    setTimeout(onErased);
  };

  return (
    <Box>
      <Button
        type="button"
        variant="danger-light"
        startIcon={<Trash />}
        loading={isLoading}
        onClick={() => setIsAsking(true)}
      >
        {text('erase.button')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={text('erase.title')}
        sentence={text(accountStays ? 'erase.textAccountStays' : 'erase.text', { name })}
        stay={text('erase.stay')}
        go={text('erase.go')}
        isDanger
        onStay={() => setIsAsking(false)}
        onGo={go}
      />
    </Box>
  );
};
