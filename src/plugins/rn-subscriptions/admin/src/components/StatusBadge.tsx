import { Badge } from '@strapi/design-system';
import type { Status } from '../../../shared/registration-state';
import { useText } from '../hooks/useText';

const VARIANTS = { pending: 'warning', validated: 'success', refused: 'danger', expired: 'neutral' } as const;

/** A status in words; the colour only repeats them. */
export const StatusBadge = ({ status }: { status: Status }) => {
  const text = useText();
  return <Badge variant={VARIANTS[status]}>{text(`status.${status}`)}</Badge>;
};
