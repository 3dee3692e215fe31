import { Flex, Modal, Typography } from '@strapi/design-system';
import { StatusBadge } from '../../../components/StatusBadge';
import { UnconfirmedBadge } from '../../../components/UnconfirmedBadge';
import type { Detail } from '../../../../../shared/contracts/admin';
import { useText } from '../../../hooks/useText';

/** The head of the window: the guide's title, then whose window it is. */
export const WindowTitle = ({ detail }: { detail?: Detail }) => {
  const text = useText();
  return (
    <Modal.Header closeLabel={text('window.close')}>
      <Flex gap={4} wrap="wrap" minWidth={0} alignItems="flex-end">
        <Modal.Title variant="pi" textColor="neutral600" fontWeight="regular">
          {text('page.title')}
          {detail && (
            <Typography display="block" variant="beta" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>
              {detail.lastName} {detail.firstName}
            </Typography>
          )}
        </Modal.Title>
        {detail && <StatusBadge status={detail.status} />}
        {detail?.addressUnconfirmed && <UnconfirmedBadge />}
      </Flex>
    </Modal.Header>
  );
};
