import { Button, Flex } from '@strapi/design-system';
import type { Counts } from '../../../../shared/contracts/admin';
import { STATUSES, type Status } from '../../../../shared/registration-state';
import type { ListAddress } from '../../hooks/useListView';
import { useText } from '../../hooks/useText';
import type { ListView } from '../../utils/list-view';

type Props = { view: ListView; change: ListAddress['change']; counts?: Counts };

/** The statuses as buttons, each with how many patrons it would show. */
export const StatusFilter = ({ view, change, counts }: Props) => {
  const text = useText();
  const button = (status: Status | undefined) => {
    const isChosen = view.status === status;
    const count = counts?.[status ?? 'all'];
    return (
      <Button
        key={status ?? 'all'}
        size="S"
        variant={isChosen ? 'default' : 'tertiary'}
        aria-pressed={isChosen}
        onClick={() => change({ status })}
      >
        {text(`filter.${status ?? 'all'}`)}
        {count === undefined ? '' : ` (${count})`}
      </Button>
    );
  };
  return (
    <Flex role="group" aria-label={text('filter.label')} gap={2} wrap="wrap">
      {button(undefined)}
      {STATUSES.map(button)}
    </Flex>
  );
};
