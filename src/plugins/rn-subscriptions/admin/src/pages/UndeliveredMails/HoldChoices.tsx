import { Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { Hold, HoldRelease } from '../../../../shared/contracts/admin';
import { Confirm } from '../../components/Confirm';
import { useText } from '../../hooks/useText';
import type { MailActions } from './useMailActions';

type Props = {
  hold: Hold;
  /** the mails (documentIds) that are ticked, where somebody chooses one by one */
  chosen: Set<string> | null;
  onChoose: () => void;
  onStopChoosing: () => void;
  actions: MailActions;
};

type Asked = 'all' | 'none' | 'chosen';

/** What a coordinator decides about the mails that waited before the hold: all leave, none, or those that are ticked. */
export const HoldChoices = ({ hold, chosen, onChoose, onStopChoosing, actions }: Props) => {
  const text = useText();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (hold.reason === 'setting') return null;

  const count = asked === 'chosen' ? (chosen?.size ?? 0) : hold.waiting;
  const send: Record<Asked, HoldRelease['send']> = { all: 'all', none: 'none', chosen: [...(chosen ?? [])] };
  const button = (which: Asked, variant: 'default' | 'secondary', label: string) => (
    <Button variant={variant} disabled={actions.isBusy} onClick={() => setAsked(which)}>
      {label}
    </Button>
  );
  return (
    <>
      <Typography tag="p">{text(chosen ? 'hold.choosing' : 'hold.waiting', { count: hold.waiting })}</Typography>
      <Flex gap={2} wrap="wrap">
        {chosen ? (
          <>
            {button('chosen', 'default', text('hold.sendChosen', { count: chosen.size }))}
            <Button variant="tertiary" onClick={onStopChoosing}>
              {text('undelivered.cancel')}
            </Button>
          </>
        ) : (
          <>
            {button('all', 'default', text('hold.sendAll', { count: hold.waiting }))}
            {hold.waiting > 0 && (
              <>
                <Button variant="secondary" disabled={actions.isBusy} onClick={onChoose}>
                  {text('hold.choose')}
                </Button>
                {button('none', 'secondary', text('hold.setAside'))}
              </>
            )}
          </>
        )}
      </Flex>
      <Confirm
        isOpen={asked !== null}
        title={text('hold.confirm')}
        sentence={text(`hold.confirm.${asked ?? 'all'}`, { count, rest: hold.waiting - count })}
        stay={text('undelivered.cancel')}
        go={text('hold.go')}
        isDanger={asked !== 'all'}
        onStay={() => setAsked(null)}
        onGo={() => {
          if (asked) actions.release(send[asked], onStopChoosing);
          setAsked(null);
        }}
      />
    </>
  );
};
