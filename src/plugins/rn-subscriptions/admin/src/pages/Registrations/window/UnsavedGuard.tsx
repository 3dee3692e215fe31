import { useCallback } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router-dom';
import { Confirm } from '../../../components/Confirm';
import { useText } from '../../../hooks/useText';

/** Asks before something typed is lost, whichever way somebody leaves the window: Escape, ✕, Back, a link, the tab. */
export const UnsavedGuard = ({ isActive }: { isActive: boolean }) => {
  const text = useText();
  const blocker = useBlocker(isActive);
  useBeforeUnload(useCallback((event) => isActive && event.preventDefault(), [isActive]));

  return (
    <Confirm
      isOpen={blocker.state === 'blocked'}
      title={text('unsaved.title')}
      sentence={text('unsaved.text')}
      stay={text('unsaved.stay')}
      go={text('unsaved.leave')}
      isDanger
      onStay={() => blocker.reset?.()}
      onGo={() => blocker.proceed?.()}
    />
  );
};
