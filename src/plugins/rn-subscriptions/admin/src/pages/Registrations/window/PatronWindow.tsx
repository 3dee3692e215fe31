import { Box, Loader, Modal, Typography } from '@strapi/design-system';
import { lazy, Suspense, useEffect, useRef } from 'react';
import type { Row } from '../../../../../shared/contracts/admin';
import type { ListAddress } from '../../../hooks/useListView';
import { useText } from '../../../hooks/useText';
import { useRnRegistrationQuery } from '../../../services/registrations';
import { LoadFailure } from '../../../components/LoadFailure';
import { WindowTitle } from './WindowTitle';

type Props = {
  documentId: string;
  /** `YYYY-MM-DD` */
  today: string;
  mayDecide: boolean;
  /** the rows of the list that wait for a decision, in its order */
  waiting: Row[];
  patronAddress: ListAddress['patronAddress'];
  onClose: () => void;
};

// The list is there sooner without it, and it comes while the patron is asked for.
const loadForm = () => import('./PatronForm').then((form) => ({ default: form.PatronForm }));
const PatronForm = lazy(loadForm);

/** The window of one patron, over the list. */
export const PatronWindow = ({ documentId, today, mayDecide, waiting, patronAddress, onClose }: Props) => {
  const text = useText();
  const content = useRef<HTMLDivElement>(null);
  const { currentData: detail, error, isFetching, refetch } = useRnRegistrationQuery(documentId);
  useEffect(() => void loadForm(), []);
  const isUnknown = error && 'status' in error && error.status === 404;

  const loading = (
    <>
      <WindowTitle />
      <Modal.Body>
        <Loader>{text('window.loading')}</Loader>
      </Modal.Body>
    </>
  );

  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content
        ref={content}
        aria-describedby={undefined}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          (document.getElementById(`patron-${documentId}`) ?? document.getElementById('rn-results'))?.focus();
        }}
      >
        {detail ? (
          <Suspense fallback={loading}>
            <PatronForm
              key={documentId}
              opened={detail}
              today={today}
              mayDecide={mayDecide}
              waiting={waiting}
              patronAddress={patronAddress}
              onClose={onClose}
            />
          </Suspense>
        ) : isFetching ? (
          loading
        ) : (
          <>
            <WindowTitle />
            <Modal.Body>
              {isUnknown && (
                <Box role="alert">
                  <Typography>{text('window.unknown')}</Typography>
                </Box>
              )}
              {error && !isUnknown && <LoadFailure sentence={text('list.error')} onRetry={refetch} inPage />}
            </Modal.Body>
          </>
        )}
      </Modal.Content>
    </Modal.Root>
  );
};
