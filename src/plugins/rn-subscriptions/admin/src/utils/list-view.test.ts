import { isFiltered, nextSort, readListView } from './list-view';
import { writeView } from './page-view';

const read = (query: string) => readListView(new URLSearchParams(query));

describe('the address of the list', () => {
  it('reads nothing as the first page of everybody', () => {
    expect(read('')).toMatchObject({ page: 1, pageSize: 20, status: undefined, search: undefined, sort: undefined });
  });

  it.each([
    'page=abc',
    'page=-1',
    'page=1.5',
    'pageSize=7',
    'status=foo',
    'sort=foo&order=up',
    'mediatheque=%27',
    'page=1e9',
    'search=%20',
  ])('falls back to the default for %s', (query) => expect(writeView(read(query)).toString()).toBe(''));

  it('is the same after being read and written', () => {
    const query = 'search=a%2Bb%40exemple.fr&status=pending&sort=name&order=desc&page=3&pageSize=50';
    expect(writeView(read(query)).toString()).toBe(query);
  });

  it('says whether something narrows the list', () => {
    expect(isFiltered(read('page=2&sort=name'))).toBe(false);
    expect(isFiltered(read('status=refused'))).toBe(true);
  });
});

describe('a click on a header', () => {
  it('sorts up, then down, then as before', () => {
    expect(nextSort({}, 'name')).toEqual({ sort: 'name', order: 'asc' });
    expect(nextSort({ sort: 'name', order: 'asc' }, 'name')).toEqual({ sort: 'name', order: 'desc' });
    expect(nextSort({ sort: 'name', order: 'desc' }, 'name')).toEqual({ sort: undefined, order: undefined });
  });
});
