import { Box, Typography } from '@strapi/design-system';
import type { ListAnswer } from '../../../../shared/contracts/admin';
import { useText } from '../../hooks/useText';

/** How many patrons the list holds, said aloud whenever it changes. */
export const ResultCount = ({ pagination }: { pagination?: ListAnswer['meta']['pagination'] }) => {
  const text = useText();
  return (
    <Box paddingBottom={3} id="rn-results" tabIndex={-1} role="status" aria-live="polite" minHeight="2rem" style={{ outline: 'none' }}>
      <Typography textColor="neutral600">
        {pagination && text('list.total', { total: pagination.total, page: pagination.page, pageCount: pagination.pageCount })}
      </Typography>
    </Box>
  );
};
