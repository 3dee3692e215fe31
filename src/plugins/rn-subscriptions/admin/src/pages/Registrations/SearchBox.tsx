import { Box, Searchbar, SearchForm } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';
import type { ListAddress } from '../../hooks/useListView';
import { useText } from '../../hooks/useText';
import type { ListView } from '../../utils/list-view';

/** Milliseconds without a key after which the list follows what is typed. */
const PAUSE = 400;

/** Searches while one types; Enter does it at once. */
export const SearchBox = ({ view, change }: { view: ListView; change: ListAddress['change'] }) => {
  const text = useText();
  const shown = view.search ?? '';
  const [typed, setTyped] = useState(shown);
  const asked = useRef(shown);

  // The address may change by itself, by Back or « Effacer »: then it wins over what stands in the box.
  useEffect(() => {
    if (shown === asked.current) return;
    asked.current = shown;
    setTyped(shown);
  }, [shown]);

  const search = (words: string) => {
    const wanted = words.trim();
    if (wanted === asked.current) return;
    // One step of the history for one search, however many keys it takes.
    const isRefined = asked.current !== '' && wanted !== '';
    asked.current = wanted;
    change({ search: wanted || undefined }, { replace: isRefined });
  };

  useEffect(() => {
    const timer = setTimeout(() => search(typed), PAUSE);
    return () => clearTimeout(timer);
  });

  return (
    <Box width={{ initial: '100%', medium: '36rem' }}>
      <SearchForm
        onSubmit={(event) => {
          event.preventDefault();
          search(typed);
        }}
      >
        <Searchbar
          name="search"
          value={typed}
          maxLength={200}
          autoComplete="off"
          placeholder={text('search.placeholder')}
          onChange={(event) => setTyped(event.target.value)}
          onClear={() => {
            setTyped('');
            search('');
          }}
          clearLabel={text('search.clear')}
        >
          {text('search.label')}
        </Searchbar>
      </SearchForm>
    </Box>
  );
};
