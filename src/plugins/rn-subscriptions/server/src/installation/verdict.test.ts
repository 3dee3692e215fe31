import { verdictOf, type Facts, type Verdict } from './verdict';

type Given = {
  folder?: Partial<Facts['folder']>;
  database?: Partial<Facts['database']>;
  ahead?: Partial<Facts['ahead']>;
};

/** A folder and a database that belong together, but for what is given. */
const facts = ({ folder, database, ahead }: Given): Facts => ({
  folder: { mark: 'a', isMoved: false, beat: 7, ...folder },
  database: { marks: ['a'], beat: 7, isEmpty: false, ...database },
  ahead: { erasures: 0, mails: 0, ...ahead },
});

const NO_MARK = { mark: null, beat: null };

const CASES: [what: string, given: Given, verdict: Verdict][] = [
  ['an ordinary start', {}, 'goOn'],
  ['a start after a kill between database and folder', { folder: { beat: 6 } }, 'goOn'],
  ['a second server with a folder of its own that somebody has let in', { database: { marks: ['b', 'a'] } }, 'goOn'],
  ['the first start ever', { folder: NO_MARK, database: { marks: [], isEmpty: true, beat: 0 } }, 'adopt'],
  [
    'the first start of this version on a database in use',
    { folder: NO_MARK, database: { marks: [], beat: 0 } },
    'adopt',
  ],
  [
    'a first start that was killed after it had marked the folder',
    { folder: { beat: null }, database: { marks: [], beat: 0 } },
    'adopt',
  ],
  ['a first start that was killed after it had marked both', { folder: { beat: null } }, 'goOn'],
  ['a new database for an old folder', { database: { marks: [], isEmpty: true, beat: 0 } }, 'adopt'],
  ['a backup of before there were marks', { database: { marks: [], beat: 0 } }, 'restored'],
  [
    'a ledger that the database of a former version does not know',
    { folder: NO_MARK, database: { marks: [], beat: 0 }, ahead: { erasures: 1 } },
    'restored',
  ],
  ['a database that somebody has brought to a new machine', { folder: NO_MARK }, 'folderLost'],
  ['one that somebody has brought to a machine with a folder of its own', { folder: { mark: 'c' } }, 'copied'],
  ['one that was brought along with its folder', { folder: { isMoved: true } }, 'copied'],
  ['a mail that left and waits here', { ahead: { mails: 1 } }, 'restored'],
  ['somebody erased who is not in the ledger here', { ahead: { erasures: 1 } }, 'restored'],
  ['a database that has fallen behind in time', { database: { beat: 6 } }, 'restored'],
  [
    'a copy, whatever its folder knows of another database',
    { folder: { mark: 'c', beat: 90 }, ahead: { erasures: 3 } },
    'copied',
  ],
];

test.each(CASES)('%s', (_what, given, verdict) => {
  expect(verdictOf(facts(given))).toBe(verdict);
});
