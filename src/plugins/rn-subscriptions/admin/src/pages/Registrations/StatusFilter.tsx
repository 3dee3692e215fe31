import { ChoiceButtons } from '../../components/ChoiceButtons';
import type { Counts } from '../../../../shared/contracts/admin';
import { STATUSES } from '../../../../shared/registration-state';
import type { ListAddress } from '../../hooks/useListView';
import { useText } from '../../hooks/useText';
import type { ListView } from '../../utils/list-view';

type Props = { view: ListView; change: ListAddress['change']; counts?: Counts };

/** The statuses, each with how many patrons it would show. */
export const StatusFilter = ({ view, change, counts }: Props) => {
  const text = useText();
  const choices = [undefined, ...STATUSES].map((choice) => ({
    choice,
    label: text(`filter.${choice ?? 'all'}`),
    count: counts?.[choice ?? 'all'],
  }));
  return (
    <ChoiceButtons
      label={text('filter.label')}
      choices={choices}
      chosen={view.status}
      onChoose={(status) => change({ status })}
    />
  );
};
