import { Flex, Loader, Typography } from '@strapi/design-system';
import type { Row } from '../../../../shared/contracts/admin';
import { EmptyList } from '../../components/EmptyList';
import { ListTable, NameLink } from '../../components/ListTable';
import { StatusBadge } from '../../components/StatusBadge';
import { UnconfirmedBadge } from '../../components/UnconfirmedBadge';
import { OPENED_FROM_LIST, type ListAddress } from '../../hooks/useListView';
import { useDay, useText } from '../../hooks/useText';
import { isFiltered, type ListView } from '../../utils/list-view';
import { Header } from './Header';

type Props = {
  rows: Row[] | undefined;
  isFetching: boolean;
  withMediatheque: boolean;
  view: ListView;
  change: ListAddress['change'];
  patronAddress: ListAddress['patronAddress'];
};

/** One page of patrons, or what to say where there are none. */
export const RegistrationsTable = ({ rows, isFetching, withMediatheque, view, change, patronAddress }: Props) => {
  const text = useText();
  const day = useDay();
  if (!rows) return <Loader>{text('list.loading')}</Loader>;
  if (rows.length === 0) {
    const clear = {
      label: text('list.clear'),
      onClick: () => change({ search: undefined, status: undefined, mediatheque: undefined }),
    };
    return isFiltered(view) ? (
      <EmptyList sentence={text('list.nothingFound')} wayOut={clear} />
    ) : (
      <EmptyList sentence={text('list.nobodyYet')} />
    );
  }
  const sorting = { view, change };
  return (
    <ListTable label={text('page.title')} isFetching={isFetching}>
      <thead>
        <tr>
          <Header {...sorting} label={text('field.lastName')} sort="name" />
          <Header {...sorting} label={text('field.firstName')} />
          <Header {...sorting} label={text('field.email')} />
          <Header {...sorting} label={text('field.registeredOn')} sort="registeredOn" />
          <Header {...sorting} label={text('field.status')} />
          <Header {...sorting} label={text('field.expiresOn')} sort="expiresOn" />
          {withMediatheque && <Header {...sorting} label={text('field.mediatheque')} />}
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
              <Flex direction="column" alignItems="flex-start" gap={1}>
                <Typography>{row.email}</Typography>
                {row.addressUnconfirmed && <UnconfirmedBadge />}
              </Flex>
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
              <td className="wraps">
                <Typography>{row.mediatheque.label}</Typography>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </ListTable>
  );
};
