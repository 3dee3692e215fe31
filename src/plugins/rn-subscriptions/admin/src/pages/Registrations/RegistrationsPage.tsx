import { Flex, Link, LinkButton } from '@strapi/design-system';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { Link as RouterLink, Navigate } from 'react-router-dom';
import { AlarmBanner } from '../../components/AlarmBanner';
import { LoadFailure } from '../../components/LoadFailure';
import { Pages } from '../../components/Pages';
import { ResultCount } from '../../components/ResultCount';
import { PERMISSIONS } from '../../../../shared/permissions';
import { useListView } from '../../hooks/useListView';
import { useText } from '../../hooks/useText';
import { useRnMeQuery, useRnRegistrationsQuery } from '../../services/registrations';
import { ADDRESS_CHANGES_ADDRESS, MAILS_ADDRESS } from '../../utils/addresses';
import { ExportButton } from './ExportButton';
import { MailsLink } from './MailsLink';
import { MediathequeFilter } from './MediathequeFilter';
import { NoMediatheque } from './NoMediatheque';
import { RegistrationsTable } from './RegistrationsTable';
import { SearchBox } from './SearchBox';
import { StatusFilter } from './StatusFilter';
import { WorkshopButton } from './WorkshopButton';
import { PatronWindow } from './window/PatronWindow';

const PERMITTED = [...PERMISSIONS.decide, ...PERMISSIONS.exportList, ...PERMISSIONS.undelivered];
/** Seconds after which « today » and the reader's libraries are asked for again. */
const ME_LIFETIME = 600;
/** Milliseconds between two looks at the alarm, for those who may see it. */
const ALARM_INTERVAL = 60_000;

/** « Mes abonnés ressources numériques »: the list, and the window of the patron that the address names. */
export const RegistrationsPage = () => {
  const text = useText();
  const list = useListView();
  const { view, patron } = list;
  const { allowedActions } = useRBAC(PERMITTED);
  const me = useRnMeQuery(undefined, {
    refetchOnMountOrArgChange: ME_LIFETIME,
    pollingInterval: allowedActions.canUndelivered ? ALARM_INTERVAL : 0,
  });
  const registrations = useRnRegistrationsQuery(view, { refetchOnMountOrArgChange: true, skip: !list.isProper });

  if (!list.isProper) return <Navigate to={{ search: list.address }} replace />;
  if (me.isLoading) return <Page.Loading>{text('list.loading')}</Page.Loading>;
  if (me.isError || !me.data) return <LoadFailure sentence={text('list.error')} onRetry={me.refetch} />;

  const { mediatheques, wholeNetwork, undelivered } = me.data;
  if (!wholeNetwork && mediatheques.length === 0) return <NoMediatheque me={me.data} />;

  const { data } = registrations;
  const pagination = data?.meta.pagination;
  if (pagination && !registrations.isFetching && view.page > pagination.pageCount) {
    return <Navigate to={list.addressWith({ page: pagination.pageCount })} replace />;
  }

  const seesSeveral = wholeNetwork || mediatheques.length > 1;
  return (
    <Page.Main aria-busy={registrations.isFetching}>
      <Page.Title>{text('page.title')}</Page.Title>
      <Layouts.Header
        title={text('page.title')}
        subtitle={seesSeveral ? text('page.subtitle') : mediatheques[0].label}
        primaryAction={
          <Flex gap={2} wrap="wrap">
            {undelivered && <WorkshopButton />}
            {undelivered && <MailsLink counts={undelivered.counts} />}
            {wholeNetwork && (
              <LinkButton tag={RouterLink} to={ADDRESS_CHANGES_ADDRESS} variant="tertiary">
                {text('addressChanges.title')}
              </LinkButton>
            )}
            {allowedActions.canExport && <ExportButton view={view} total={pagination?.total ?? 0} />}
          </Flex>
        }
      />
      <AlarmBanner alarm={undelivered?.alarm} hold={undelivered?.hold}>
        <Link tag={RouterLink} to={MAILS_ADDRESS}>
          {text('alarm.link')}
        </Link>
      </AlarmBanner>
      <Layouts.Action
        startActions={
          <>
            <SearchBox view={view} change={list.change} />
            {seesSeveral && <MediathequeFilter view={view} change={list.change} mediatheques={mediatheques} />}
          </>
        }
        bottomActions={<StatusFilter view={view} change={list.change} counts={data?.meta.counts} />}
      />
      <Layouts.Content>
        <ResultCount
          sentence={
            pagination &&
            text('list.total', { total: pagination.total, page: pagination.page, pageCount: pagination.pageCount })
          }
        />
        {registrations.isError ? (
          <LoadFailure sentence={text('list.error')} onRetry={registrations.refetch} inPage />
        ) : (
          <RegistrationsTable
            rows={data?.data}
            isFetching={registrations.isFetching}
            withMediatheque={seesSeveral}
            view={view}
            change={list.change}
            patronAddress={list.patronAddress}
          />
        )}
        {pagination && (
          <Pages
            pagination={pagination}
            label={text('pages.size')}
            onPageSize={(pageSize) => list.change({ pageSize })}
          />
        )}
      </Layouts.Content>
      {patron && (
        <PatronWindow
          documentId={patron}
          today={me.data.today}
          mayDecide={allowedActions.canDecide ?? false}
          waiting={(data?.data ?? []).filter((row) => row.status === 'pending')}
          patronAddress={list.patronAddress}
          onClose={list.closePatron}
        />
      )}
    </Page.Main>
  );
};
