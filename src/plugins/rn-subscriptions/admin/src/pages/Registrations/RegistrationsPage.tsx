import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { Navigate } from 'react-router-dom';
import { PERMISSIONS } from '../../../../shared/permissions';
import { useListView } from '../../hooks/useListView';
import { useText } from '../../hooks/useText';
import { useRnMeQuery, useRnRegistrationsQuery } from '../../services/registrations';
import { ExportButton } from './ExportButton';
import { LoadFailure } from './LoadFailure';
import { MediathequeFilter } from './MediathequeFilter';
import { NoMediatheque } from './NoMediatheque';
import { Pages } from './Pages';
import { RegistrationsTable } from './RegistrationsTable';
import { ResultCount } from './ResultCount';
import { SearchBox } from './SearchBox';
import { StatusFilter } from './StatusFilter';
import { PatronWindow } from './window/PatronWindow';

const PERMITTED = [...PERMISSIONS.decide, ...PERMISSIONS.exportList];
/** Seconds after which « today » and the reader's libraries are asked for again. */
const ME_LIFETIME = 600;

/** « Mes abonnés ressources numériques »: the list, and the window of the patron that the address names. */
export const RegistrationsPage = () => {
  const text = useText();
  const list = useListView();
  const { view, patron } = list;
  const me = useRnMeQuery(undefined, { refetchOnMountOrArgChange: ME_LIFETIME });
  const registrations = useRnRegistrationsQuery(view, { refetchOnMountOrArgChange: true, skip: !list.isProper });
  const { allowedActions } = useRBAC(PERMITTED);

  if (!list.isProper) return <Navigate to={{ search: list.address }} replace />;
  if (me.isLoading) return <Page.Loading>{text('list.loading')}</Page.Loading>;
  if (me.isError || !me.data) return <LoadFailure onRetry={me.refetch} />;

  const { mediatheques, wholeNetwork } = me.data;
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
        primaryAction={allowedActions.canExport && <ExportButton view={view} total={pagination?.total ?? 0} />}
      />
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
        <ResultCount pagination={pagination} />
        {registrations.isError ? (
          <LoadFailure onRetry={registrations.refetch} inPage />
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
        {pagination && <Pages pagination={pagination} view={view} change={list.change} />}
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
