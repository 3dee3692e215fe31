import { Box, Button, EmptyStateLayout } from '@strapi/design-system';
import { ArrowClockwise, WarningCircle } from '@strapi/icons';
import { Page } from '@strapi/strapi/admin';
import { useText } from '../hooks/useText';

type Props = {
  sentence: string;
  onRetry: () => void;
  /** inside a page that goes on around it, or instead of the page */
  inPage?: boolean;
};

/** Says that nothing could be read, and tries again. */
export const LoadFailure = ({ sentence, onRetry, inPage = false }: Props) => {
  const text = useText();
  const message = (
    <Box role="alert" padding={inPage ? 0 : 10}>
      <EmptyStateLayout
        icon={<WarningCircle width="6rem" height="6rem" fill="danger600" />}
        content={sentence}
        hasRadius
        action={
          <Button variant="secondary" startIcon={<ArrowClockwise />} onClick={onRetry}>
            {text('list.retry')}
          </Button>
        }
      />
    </Box>
  );
  return inPage ? message : <Page.Main>{message}</Page.Main>;
};
