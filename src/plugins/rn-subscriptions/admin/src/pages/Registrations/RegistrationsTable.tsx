import { Box, Loader, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { Row } from '../../../../shared/contracts/admin';
import { StatusBadge } from '../../components/StatusBadge';
import { OPENED_FROM_LIST, type ListAddress } from '../../hooks/useListView';
import { useDay, useText } from '../../hooks/useText';
import { isFiltered, type ListView } from '../../utils/list-view';
import { EmptyList } from './EmptyList';
import { Header } from './Header';

type Props = {
  rows: Row[] | undefined;
  isFetching: boolean;
  withMediatheque: boolean;
  view: ListView;
  change: ListAddress['change'];
  patronAddress: ListAddress['patronAddress'];
};

// The design system's table is a grid of one tab stop, walked with arrow keys; here every name is a link to Tab to.
const Table = styled.table`
  width: 100%;
  border-collapse: collapse;
  white-space: nowrap;

  th,
  td {
    padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
    text-align: start;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  }

  td.mediatheque {
    min-width: 18rem;
    white-space: normal;
  }

  tbody tr:last-child td {
    border-bottom: 0;
  }

  tbody tr:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`;

const NameLink = styled(Link)`
  color: ${({ theme }) => theme.colors.primary600};
  font-size: 1.4rem;
  font-weight: 600;
`;

/** One page of patrons, or what to say where there are none. */
export const RegistrationsTable = ({ rows, isFetching, withMediatheque, view, change, patronAddress }: Props) => {
  const text = useText();
  const day = useDay();
  if (!rows) return <Loader>{text('list.loading')}</Loader>;
  if (rows.length === 0) {
    return (
      <EmptyList isFiltered={isFiltered(view)} onClear={() => change({ search: undefined, status: undefined, mediatheque: undefined })} />
    );
  }
  const sorting = { view, change };
  return (
    <Box background="neutral0" shadow="tableShadow" hasRadius overflow="auto" tabIndex={0} role="region" aria-label={text('page.title')}>
      <Table style={{ opacity: isFetching ? 0.6 : 1 }}>
        <thead>
          <tr>
            <Header {...sorting} label={text('column.lastName')} sort="name" />
            <Header {...sorting} label={text('column.firstName')} />
            <Header {...sorting} label={text('column.email')} />
            <Header {...sorting} label={text('column.registeredOn')} sort="registeredOn" />
            <Header {...sorting} label={text('column.status')} />
            <Header {...sorting} label={text('column.expiresOn')} sort="expiresOn" />
            {withMediatheque && <Header {...sorting} label={text('column.mediatheque')} />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.documentId}>
              <td>
                <NameLink id={`patron-${row.documentId}`} to={patronAddress(row.documentId)} state={OPENED_FROM_LIST}>
                  {row.lastName}
                </NameLink>
              </td>
              <td>
                <Typography>{row.firstName}</Typography>
              </td>
              <td>
                <Typography>{row.email}</Typography>
              </td>
              <td>
                <Typography>{day(row.registeredOn)}</Typography>
              </td>
              <td>
                <StatusBadge status={row.status} />
              </td>
              <td>
                <Typography>{day(row.expiresOn) || '—'}</Typography>
              </td>
              {withMediatheque && (
                <td className="mediatheque">
                  <Typography>{row.mediatheque.label}</Typography>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Box>
  );
};
