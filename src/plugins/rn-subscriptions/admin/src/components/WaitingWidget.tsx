import { Flex, Typography } from '@strapi/design-system';
import { Widget } from '@strapi/strapi/admin';
import { useText } from '../hooks/useText';
import { useRnRegistrationsQuery } from '../services/registrations';
import { readListView } from '../utils/list-view';

const WAITING = { ...readListView(new URLSearchParams()), status: 'pending' as const, pageSize: 10 };

/** The home page's box that says how many requests wait for the reader. */
export const WaitingWidget = () => {
  const text = useText();
  const { data, isLoading, isError } = useRnRegistrationsQuery(WAITING, { refetchOnMountOrArgChange: true });
  if (isLoading) return <Widget.Loading>{text('list.loading')}</Widget.Loading>;
  if (isError || !data) return <Widget.Error>{text('list.error')}</Widget.Error>;
  const { pending } = data.meta.counts;
  return (
    <Flex direction="column" alignItems="center" justifyContent="center" height="100%" gap={2} padding={4}>
      <Typography variant="alpha">{pending}</Typography>
      <Typography textColor="neutral600">{text('widget.waiting', { count: pending })}</Typography>
    </Flex>
  );
};
