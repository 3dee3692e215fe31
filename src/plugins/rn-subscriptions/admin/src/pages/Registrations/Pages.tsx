import { Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Pagination } from '@strapi/strapi/admin';
import { PAGE_SIZES, type ListAnswer } from '../../../../shared/contracts/admin';
import type { ListAddress } from '../../hooks/useListView';
import { useText } from '../../hooks/useText';
import { DEFAULT_PAGE_SIZE, type ListView } from '../../utils/list-view';

type Props = {
  pagination: ListAnswer['meta']['pagination'];
  view: ListView;
  change: ListAddress['change'];
};

/** How many rows a page holds, and the way to the other pages. */
export const Pages = ({ pagination, view, change }: Props) => {
  const text = useText();
  if (pagination.total <= PAGE_SIZES[0]) return null;
  return (
    <Pagination.Root {...pagination} defaultPageSize={DEFAULT_PAGE_SIZE}>
      {/* Not Pagination.PageSize: it writes the search into the address unencoded. */}
      <Flex gap={2}>
        <SingleSelect
          size="S"
          aria-label={text('pages.size')}
          value={String(view.pageSize)}
          onChange={(pageSize) => change({ pageSize: Number(pageSize) })}
        >
          {PAGE_SIZES.map((size) => (
            <SingleSelectOption key={size} value={String(size)}>
              {size}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Typography textColor="neutral600">{text('pages.size')}</Typography>
      </Flex>
      <Pagination.Links />
    </Pagination.Root>
  );
};
