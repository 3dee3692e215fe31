import { Button, EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';
import { useText } from '../../hooks/useText';

/** Why the list is empty, and the way out where there is one. */
export const EmptyList = ({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) => {
  const text = useText();
  return (
    <EmptyStateLayout
      icon={<EmptyDocuments width="16rem" />}
      hasRadius
      shadow="tableShadow"
      content={text(isFiltered ? 'list.nothingFound' : 'list.nobodyYet')}
      action={
        isFiltered && (
          <Button variant="secondary" onClick={onClear}>
            {text('list.clear')}
          </Button>
        )
      }
    />
  );
};
