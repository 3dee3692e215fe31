import { Box, EmptyStateLayout, Link } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';
import type { MeAnswer } from '../../../../shared/contracts/admin';
import { useText } from '../../hooks/useText';

/** For a librarian whom nobody has linked to a library yet: whom to ask. */
export const NoMediatheque = ({ me }: { me: MeAnswer['data'] }) => {
  const text = useText();
  const { networkName, networkEmail } = me;
  return (
    <Page.Main>
      <Page.Title>{text('page.title')}</Page.Title>
      <Layouts.Header title={text('page.title')} />
      <Layouts.Content>
        <Box role="status">
          <EmptyStateLayout
            hasRadius
            shadow="tableShadow"
            content={text('noMediatheque', { network: networkName })}
            action={networkEmail && <Link href={`mailto:${networkEmail}`}>{networkEmail}</Link>}
          />
        </Box>
      </Layouts.Content>
    </Page.Main>
  );
};
