import { Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Pagination as Links } from '@strapi/strapi/admin';
import { PAGE_SIZES, type Pagination } from '../../../shared/contracts/admin';
import { DEFAULT_PAGE_SIZE } from '../utils/page-view';

type Props = {
  pagination: Pagination;
  /** what the number of rows counts */
  label: string;
  onPageSize: (pageSize: number) => void;
};

/** How many rows a page holds, and the way to the other pages. */
export const Pages = ({ pagination, label, onPageSize }: Props) => {
  if (pagination.total <= PAGE_SIZES[0]) return null;
  return (
    <Links.Root {...pagination} defaultPageSize={DEFAULT_PAGE_SIZE}>
      {/* Not Pagination.PageSize: it writes the search into the address unencoded. */}
      <Flex gap={2}>
        <SingleSelect
          size="S"
          aria-label={label}
          value={String(pagination.pageSize)}
          onChange={(pageSize) => onPageSize(Number(pageSize))}
        >
          {PAGE_SIZES.map((size) => (
            <SingleSelectOption key={size} value={String(size)}>
              {size}
            </SingleSelectOption>
          ))}
        </SingleSelect>
        <Typography textColor="neutral600">{label}</Typography>
      </Flex>
      <Links.Links />
    </Links.Root>
  );
};
