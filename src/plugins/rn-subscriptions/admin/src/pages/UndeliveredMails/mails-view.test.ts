import { readMailsView } from './mails-view';
import { writeView } from '../../utils/page-view';

const proper = (query: string) => writeView(readMailsView(new URLSearchParams(query))).toString();

test('the address of the mails is the same after being read and written', () => {
  expect(proper('state=failed&page=3&pageSize=50')).toBe('state=failed&page=3&pageSize=50');
});

test.each(['state=sent', 'page=0', 'pageSize=7', 'search=x'])('falls back to the default for %s', (query) =>
  expect(proper(query)).toBe('')
);
