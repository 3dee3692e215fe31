import { Badge } from '@strapi/design-system';
import { useText } from '../hooks/useText';

/** Says that a patron has not confirmed the e-mail address yet, so that nothing opens even once validated. */
export const UnconfirmedBadge = () => {
  const text = useText();
  return (
    <Badge
      backgroundColor="neutral0"
      borderColor="neutral500"
      borderStyle="solid"
      borderWidth="1px"
      textColor="neutral800"
    >
      {text('address.unconfirmed')}
    </Badge>
  );
};
