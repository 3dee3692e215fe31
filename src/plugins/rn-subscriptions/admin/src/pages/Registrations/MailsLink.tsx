import { LinkButton } from '@strapi/design-system';
import { Mail } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { UndeliveredCounts } from '../../../../shared/contracts/admin';
import { useText } from '../../hooks/useText';
import { MAILS_ADDRESS } from '../../utils/addresses';

/** The way to the page of undelivered mails, and how many there are. */
export const MailsLink = ({ counts }: { counts: UndeliveredCounts }) => {
  const text = useText();
  return (
    <LinkButton tag={Link} to={MAILS_ADDRESS} variant="tertiary" startIcon={<Mail />}>
      {`${text('undelivered.title')} (${counts.failed + counts.waiting})`}
    </LinkButton>
  );
};
