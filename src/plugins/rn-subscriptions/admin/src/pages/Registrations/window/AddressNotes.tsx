import { Typography } from '@strapi/design-system';
import type { Detail } from '../../../../../shared/contracts/admin';
import { useText } from '../../../hooks/useText';

/** With which address the patron signs in, where it is not the one that the mails go to, and what will change that. */
export const AddressNotes = ({ detail: { email, signIn } }: { detail: Detail }) => {
  const text = useText();
  if (!signIn) return null;
  const { address, until, isShared } = signIn;
  const sentences = [
    until ? text('address.until', { address, until }) : text('address.signIn', { address }),
    text('address.mails', { email }),
    ...(isShared ? [text('address.shared')] : []),
  ];
  return <Typography textColor="neutral800">{sentences.join(' ')}</Typography>;
};
