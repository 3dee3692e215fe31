import { Box, Combobox, ComboboxOption } from '@strapi/design-system';
import type { Mediatheque } from '../../../../shared/contracts/admin';
import type { ListAddress } from '../../hooks/useListView';
import { useText } from '../../hooks/useText';
import type { ListView } from '../../utils/list-view';

type Props = { view: ListView; change: ListAddress['change']; mediatheques: Mediatheque[] };

/** One of the reader's libraries, found by typing its town. */
export const MediathequeFilter = ({ view, change, mediatheques }: Props) => {
  const text = useText();
  return (
    <Box width={{ initial: '100%', medium: '32rem' }}>
      <Combobox
        aria-label={text('mediatheque.filter')}
        placeholder={text('mediatheque.all')}
        value={view.mediatheque ?? ''}
        onChange={(documentId) =>
          documentId !== (view.mediatheque ?? '') && change({ mediatheque: documentId || undefined })
        }
        onClear={() => change({ mediatheque: undefined })}
        clearLabel={text('mediatheque.clear')}
        noOptionsMessage={() => text('mediatheque.none')}
        autocomplete={{ type: 'list', filter: 'contains' }}
        size="S"
      >
        {mediatheques.map(({ documentId, label }) => (
          <ComboboxOption key={documentId} value={documentId} textValue={label}>
            {label}
          </ComboboxOption>
        ))}
      </Combobox>
    </Box>
  );
};
