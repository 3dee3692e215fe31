import { Alert, Box, Link } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useEffect, useState } from 'react';
import { Link as RouterLink, Navigate } from 'react-router-dom';
import { UNDELIVERED_STATES } from '../../../../shared/contracts/admin';
import { PERMISSIONS } from '../../../../shared/permissions';
import { AlarmBanner } from '../../components/AlarmBanner';
import { ChoiceButtons } from '../../components/ChoiceButtons';
import { LoadFailure } from '../../components/LoadFailure';
import { Pages } from '../../components/Pages';
import { ResultCount } from '../../components/ResultCount';
import { useMailsView } from './useMailsView';
import { useText } from '../../hooks/useText';
import { useRnUndeliveredQuery } from '../../services/undelivered-mails';
import { LIST_ADDRESS } from '../../utils/addresses';
import { HoldChoices } from './HoldChoices';
import { MailsTable } from './MailsTable';
import { RetryAllButton } from './RetryAllButton';
import { useMailActions } from './useMailActions';

/** Milliseconds between two looks at the queue while something in it waits. */
const INTERVAL = 5_000;

/** « E-mails non partis »: what failed and what waits in the whole network. */
export const UndeliveredMailsPage = () => {
  const text = useText();
  const { view, address, isProper, addressWith, change } = useMailsView();
  const [isWaiting, setIsWaiting] = useState(false);
  const { data, isError, isFetching, refetch } = useRnUndeliveredQuery(view, {
    refetchOnMountOrArgChange: true,
    pollingInterval: isWaiting ? INTERVAL : 0,
    skip: !isProper,
  });
  const { allowedActions } = useRBAC(PERMISSIONS.read);
  const actions = useMailActions();
  const [chosen, setChosen] = useState<Set<string> | null>(null);
  const { counts, pagination, alarm, hold } = data?.meta ?? {};
  useEffect(() => setIsWaiting((counts?.waiting ?? 0) > 0), [counts]);

  if (!isProper) return <Navigate to={{ search: address }} replace />;
  if (pagination && !isFetching && view.page > pagination.pageCount)
    return <Navigate to={addressWith({ page: pagination.pageCount })} replace />;

  const { message } = actions;
  const choices = [undefined, ...UNDELIVERED_STATES].map((choice) => ({
    choice,
    label: text(`undelivered.filter.${choice ?? 'all'}`),
    count: counts && (choice ? counts[choice] : counts.failed + counts.waiting),
  }));
  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{text('undelivered.title')}</Page.Title>
      <Layouts.Header
        title={text('undelivered.title')}
        subtitle={text('undelivered.subtitle')}
        navigationAction={
          allowedActions.canRead && (
            <Link tag={RouterLink} to={LIST_ADDRESS} startIcon={<ArrowLeft />}>
              {text('page.title')}
            </Link>
          )
        }
        primaryAction={
          counts && counts.failed > 0 && !hold && <RetryAllButton failed={counts.failed} actions={actions} />
        }
      />
      <AlarmBanner alarm={alarm} hold={hold}>
        {hold && (
          <HoldChoices
            hold={hold}
            chosen={chosen}
            onChoose={() => {
              setChosen(new Set());
              change({ state: 'waiting' });
            }}
            onStopChoosing={() => setChosen(null)}
            actions={actions}
          />
        )}
      </AlarmBanner>
      <Layouts.Action
        startActions={
          <ChoiceButtons
            label={text('undelivered.filter.label')}
            choices={choices}
            chosen={view.state}
            onChoose={(state) => change({ state })}
          />
        }
      />
      <Layouts.Content>
        <Box aria-live="polite">
          {message && (
            <Alert
              variant={message.variant}
              closeLabel={text('window.closeMessage')}
              onClose={actions.closeMessage}
              marginBottom={4}
            >
              {message.sentence}
            </Alert>
          )}
        </Box>
        <ResultCount
          sentence={
            pagination &&
            text('undelivered.total', {
              total: pagination.total,
              page: pagination.page,
              pageCount: pagination.pageCount,
            })
          }
        />
        {isError ? (
          <LoadFailure sentence={text('undelivered.error')} onRetry={refetch} inPage />
        ) : (
          <MailsTable
            mails={data?.data}
            isFetching={isFetching}
            view={view}
            onShowAll={() => change({ state: undefined })}
            mayOpenPatrons={allowedActions.canRead ?? false}
            actions={actions}
            isOnHold={Boolean(hold)}
            chosen={hold ? chosen : null}
            onChange={setChosen}
          />
        )}
        {pagination && (
          <Pages
            pagination={pagination}
            label={text('undelivered.pageSize')}
            onPageSize={(pageSize) => change({ pageSize })}
          />
        )}
      </Layouts.Content>
    </Page.Main>
  );
};
