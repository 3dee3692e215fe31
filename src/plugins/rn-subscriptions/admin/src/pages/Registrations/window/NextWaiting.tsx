import { LinkButton } from '@strapi/design-system';
import { ArrowRight } from '@strapi/icons';
import { Link, useLocation } from 'react-router-dom';
import type { Row } from '../../../../../shared/contracts/admin';
import type { ListAddress } from '../../../hooks/useListView';
import { useText } from '../../../hooks/useText';

type Props = { documentId: string; waiting: Row[]; patronAddress: ListAddress['patronAddress'] };

/** Goes on to the next request of the list that waits, round to the first after the last. */
export const NextWaiting = ({ documentId, waiting, patronAddress }: Props) => {
  const text = useText();
  const { state } = useLocation();
  const here = waiting.findIndex((row) => row.documentId === documentId);
  const next = waiting[here + 1] ?? waiting[0];
  if (!next || next.documentId === documentId) return null;
  return (
    <LinkButton
      tag={Link}
      to={patronAddress(next.documentId)}
      replace
      state={state}
      variant="tertiary"
      endIcon={<ArrowRight />}
    >
      {text('window.next')}
    </LinkButton>
  );
};
