import { Box, Typography } from '@strapi/design-system';

/** How much the list holds, said aloud whenever it changes. */
export const ResultCount = ({ sentence }: { sentence: string | undefined }) => (
  <Box
    paddingBottom={3}
    id="rn-results"
    tabIndex={-1}
    role="status"
    aria-live="polite"
    minHeight="2rem"
    style={{ outline: 'none' }}
  >
    <Typography textColor="neutral600">{sentence}</Typography>
  </Box>
);
