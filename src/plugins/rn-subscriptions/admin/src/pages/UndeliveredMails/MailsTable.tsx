import { Loader } from '@strapi/design-system';
import { useState } from 'react';
import type { UndeliveredMail } from '../../../../shared/contracts/admin';
import { Confirm } from '../../components/Confirm';
import { EmptyList } from '../../components/EmptyList';
import { ColumnTitle, ListTable } from '../../components/ListTable';
import { useText } from '../../hooks/useText';
import type { MailsView } from './mails-view';
import { MailRow } from './MailRow';
import type { MailActions } from './useMailActions';

type Props = {
  mails: UndeliveredMail[] | undefined;
  isFetching: boolean;
  view: MailsView;
  onShowAll: () => void;
  mayOpenPatrons: boolean;
  actions: MailActions;
  isOnHold: boolean;
  /** the mails that are ticked, where somebody chooses which of them leave */
  chosen: Set<string> | null;
  onChange: (chosen: Set<string>) => void;
};

const COLUMNS = ['patron', 'mediatheque', 'mail', 'state', 'actions'] as const;

/** One page of the mails that have not left, or what to say where there are none. */
export const MailsTable = ({
  mails,
  isFetching,
  view,
  onShowAll,
  mayOpenPatrons,
  actions,
  isOnHold,
  chosen,
  onChange,
}: Props) => {
  const text = useText();
  const [leaving, setLeaving] = useState<UndeliveredMail | null>(null);
  if (!mails) return <Loader>{text('undelivered.loading')}</Loader>;
  if (mails.length === 0) {
    if (!view.state) return <EmptyList sentence={text('undelivered.none')} />;
    return (
      <EmptyList
        sentence={text(`undelivered.none.${view.state}`)}
        wayOut={{ label: text('undelivered.showAll'), onClick: onShowAll }}
      />
    );
  }
  const tick = (mail: UndeliveredMail, isTicked: boolean) => {
    const next = new Set(chosen);
    if (isTicked) next.add(mail.documentId);
    else next.delete(mail.documentId);
    onChange(next);
  };
  return (
    <>
      <ListTable label={text('undelivered.title')} isFetching={isFetching}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                <ColumnTitle label={text(`undelivered.column.${column}`)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {mails.map((mail) => (
            <MailRow
              key={mail.documentId}
              mail={mail}
              mayOpenPatrons={mayOpenPatrons}
              isBusy={actions.isBusy}
              onRetry={() => actions.retry(mail)}
              onDismiss={() => setLeaving(mail)}
              isOnHold={isOnHold}
              isTicked={chosen && mail.held ? chosen.has(mail.documentId) : null}
              onTick={(isTicked) => tick(mail, isTicked)}
            />
          ))}
        </tbody>
      </ListTable>
      <Confirm
        isOpen={leaving !== null}
        title={text('undelivered.dismiss.title')}
        sentence={text('undelivered.dismiss.text')}
        stay={text('undelivered.cancel')}
        go={text('undelivered.dismiss')}
        isDanger
        onStay={() => setLeaving(null)}
        onGo={() => {
          if (leaving) actions.dismiss(leaving);
          setLeaving(null);
        }}
      />
    </>
  );
};
