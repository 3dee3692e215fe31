import { Badge, Button, Checkbox, Flex, Typography } from '@strapi/design-system';
import type { UndeliveredMail } from '../../../../shared/contracts/admin';
import { MAIL_GOES_TO } from '../../../../shared/mail-receivers';
import { NameLink } from '../../components/ListTable';
import { OPENED_FROM_LIST } from '../../hooks/useListView';
import { useMoment, useText } from '../../hooks/useText';
import { LIST_ADDRESS } from '../../utils/addresses';

type Props = {
  mail: UndeliveredMail;
  mayOpenPatrons: boolean;
  isBusy: boolean;
  onRetry: () => void;
  onDismiss: () => void;
} & Choice;

/** While nothing leaves: `isTicked` says whether somebody wants this one to, and is null where there is nothing to choose. */
type Choice = { isOnHold: boolean; isTicked: boolean | null; onTick: (isTicked: boolean) => void };

const Second = ({ children }: { children: string }) => (
  <Typography tag="p" variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
    {children}
  </Typography>
);

/** One mail that has not left: whose, which, why, and what can be done. */
export const MailRow = ({ mail, mayOpenPatrons, isBusy, onRetry, onDismiss, isOnHold, isTicked, onTick }: Props) => {
  const text = useText();
  const moment = useMoment();
  const goesTo = MAIL_GOES_TO[mail.kind];
  const isToLibrary = goesTo === 'library' || goesTo === 'formerLibraryAddress';
  const kind = text(`mail.kind.${mail.kind}`);
  // A mail that is about an account only still has an address to go to; one whose registration is gone has none.
  const nameless = goesTo === 'formerLibraryAddress' ? 'undelivered.nobody' : 'undelivered.gone';
  const name = mail.patronName ?? text(!isToLibrary && mail.address ? 'undelivered.account' : nameless);
  const isFailed = mail.state === 'failed';
  const why = mail.failure
    ? text(`mail.failure.${mail.failure}`)
    : text(isOnHold ? 'undelivered.onHold' : 'undelivered.untried');

  return (
    <tr>
      <td className="wraps">
        {mail.registration && mayOpenPatrons ? (
          <NameLink to={{ pathname: LIST_ADDRESS, search: `?patron=${mail.registration}` }} state={OPENED_FROM_LIST}>
            {name}
          </NameLink>
        ) : (
          <Typography>{name}</Typography>
        )}
        {mail.address && !isToLibrary && <Second>{mail.address}</Second>}
      </td>
      <td className="wraps">
        <Typography>{mail.mediatheque ?? '—'}</Typography>
        {mail.address && isToLibrary && <Second>{mail.address}</Second>}
      </td>
      <td className="wraps">
        <Typography>{kind}</Typography>
        <Second>{text('undelivered.queuedAt', { moment: moment(mail.queuedAt) })}</Second>
      </td>
      <td className="wraps">
        {/* As the statuses of registrations: the badge’s own variants are too pale. */}
        <Badge backgroundColor={isFailed ? 'danger200' : 'warning200'} textColor="neutral800">
          {text(`undelivered.state.${mail.state}`)}
        </Badge>
        <Typography tag="p">{why}</Typography>
        {mail.nextAttemptAt && !isOnHold && (
          <Second>{text('undelivered.next', { moment: moment(mail.nextAttemptAt) })}</Second>
        )}
        {mail.reasonLost && <Second>{text('undelivered.reasonLost')}</Second>}
      </td>
      <td>
        <Flex direction="column" alignItems="stretch" gap={2}>
          {isTicked !== null && (
            <Checkbox
              checked={isTicked}
              aria-label={text('hold.tickLabel', { kind, name })}
              onCheckedChange={(ticked) => onTick(ticked === true)}
            >
              {text('hold.tick')}
            </Checkbox>
          )}
          {!isOnHold && (
            <Button
              size="S"
              variant="secondary"
              disabled={isBusy}
              aria-label={text('undelivered.retryLabel', { kind, name })}
              onClick={onRetry}
            >
              {text('undelivered.retry')}
            </Button>
          )}
          {isFailed && (
            <Button
              size="S"
              variant="tertiary"
              disabled={isBusy}
              aria-label={text('undelivered.dismissLabel', { kind, name })}
              onClick={onDismiss}
            >
              {text('undelivered.dismiss')}
            </Button>
          )}
        </Flex>
      </td>
    </tr>
  );
};
