import { Badge } from '@strapi/design-system';
import type { Status } from '../../../shared/registration-state';
import { useText } from '../hooks/useText';

const GROUNDS = {
  pending: 'warning200',
  validated: 'success200',
  refused: 'danger200',
  expired: 'neutral200',
} as const;

/** A status in words; the colour only repeats them. */
export const StatusBadge = ({ status }: { status: Status }) => {
  const text = useText();
  // Not the badge’s variants: their text is too pale on its ground (3.6:1 for « En attente »).
  return (
    <Badge backgroundColor={GROUNDS[status]} textColor="neutral800">
      {text(`status.${status}`)}
    </Badge>
  );
};
