import { Link, Loader } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { Link as RouterLink } from 'react-router-dom';
import { PERMISSIONS } from '../../../../shared/permissions';
import { EmptyList } from '../../components/EmptyList';
import { ColumnTitle, ListTable } from '../../components/ListTable';
import { LoadFailure } from '../../components/LoadFailure';
import { ResultCount } from '../../components/ResultCount';
import { useMoment, useText } from '../../hooks/useText';
import { useRnAddressChangesQuery } from '../../services/address-changes';
import { LIST_ADDRESS } from '../../utils/addresses';

const COLUMNS = ['mediatheque', 'from', 'to', 'at', 'by'] as const;

/** « Adresses changées »: to which address a library's requests went, and go, and who changed it. */
export const AddressChangesPage = () => {
  const text = useText();
  const moment = useMoment();
  const { data, isError, isFetching, refetch } = useRnAddressChangesQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const { allowedActions } = useRBAC(PERMISSIONS.read);

  const table = () => {
    if (isError) return <LoadFailure sentence={text('addressChanges.error')} onRetry={refetch} inPage />;
    if (!data) return <Loader>{text('addressChanges.loading')}</Loader>;
    if (data.length === 0) return <EmptyList sentence={text('addressChanges.none')} />;
    return (
      <ListTable label={text('addressChanges.title')} isFetching={isFetching}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                <ColumnTitle label={text(`addressChanges.column.${column}`)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map(({ at, mediatheque, from, to, actorName }) => (
            <tr key={`${mediatheque.documentId} ${at}`}>
              <td className="wraps">{mediatheque.label}</td>
              <td>{from ?? text('addressChanges.noAddress')}</td>
              <td>{to ?? text('addressChanges.noAddress')}</td>
              <td>{moment(at)}</td>
              <td>{actorName ?? text('addressChanges.nobody')}</td>
            </tr>
          ))}
        </tbody>
      </ListTable>
    );
  };
  return (
    <Page.Main aria-busy={isFetching}>
      <Page.Title>{text('addressChanges.title')}</Page.Title>
      <Layouts.Header
        title={text('addressChanges.title')}
        subtitle={text('addressChanges.subtitle')}
        navigationAction={
          allowedActions.canRead && (
            <Link tag={RouterLink} to={LIST_ADDRESS} startIcon={<ArrowLeft />}>
              {text('page.title')}
            </Link>
          )
        }
      />
      <Layouts.Content>
        <ResultCount sentence={data && text('addressChanges.total', { total: data.length })} />
        {table()}
      </Layouts.Content>
    </Page.Main>
  );
};
