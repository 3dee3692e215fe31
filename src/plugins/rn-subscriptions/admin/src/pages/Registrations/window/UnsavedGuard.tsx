import { Button, Dialog } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useCallback } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router-dom';
import { useText } from '../../../hooks/useText';

/** Asks before something typed is lost, whichever way somebody leaves the window: Escape, ✕, Back, a link, the tab. */
export const UnsavedGuard = ({ isActive }: { isActive: boolean }) => {
  const text = useText();
  const blocker = useBlocker(isActive);
  useBeforeUnload(useCallback((event) => isActive && event.preventDefault(), [isActive]));

  return (
    <Dialog.Root open={blocker.state === 'blocked'} onOpenChange={(open) => !open && blocker.reset?.()}>
      <Dialog.Content>
        <Dialog.Header>{text('unsaved.title')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>{text('unsaved.text')}</Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button fullWidth variant="tertiary">
              {text('unsaved.stay')}
            </Button>
          </Dialog.Cancel>
          <Button fullWidth variant="danger-light" onClick={() => blocker.proceed?.()}>
            {text('unsaved.leave')}
          </Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
};
