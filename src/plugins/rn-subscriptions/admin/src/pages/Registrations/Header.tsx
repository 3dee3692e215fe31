import { CaretDown, CaretUp } from '@strapi/icons';
import { styled } from 'styled-components';
import { ColumnTitle } from '../../components/ListTable';
import type { Sort } from '../../../../shared/contracts/admin';
import type { ListAddress } from '../../hooks/useListView';
import { useText } from '../../hooks/useText';
import { nextSort, type ListView } from '../../utils/list-view';

type Props = {
  label: string;
  view: ListView;
  change: ListAddress['change'];
  /** how a click sorts; without it the column does not sort */
  sort?: Sort;
};

const SortButton = styled.button`
  display: inline-flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  min-height: 2.4rem;
  padding: 0;
  border: 0;
  background: none;
  cursor: pointer;
`;

/** The head of a column. */
export const Header = ({ label, view, change, sort }: Props) => {
  const text = useText();
  const title = <ColumnTitle label={label} />;
  if (!sort) return <th scope="col">{title}</th>;

  const direction = view.sort !== sort ? undefined : view.order === 'desc' ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={direction}>
      <SortButton type="button" title={text('column.sort', { label })} onClick={() => change(nextSort(view, sort))}>
        {title}
        {direction === 'ascending' && <CaretUp aria-hidden />}
        {direction === 'descending' && <CaretDown aria-hidden />}
      </SortButton>
    </th>
  );
};
