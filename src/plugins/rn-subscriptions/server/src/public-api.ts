import type { HostEvent, HostEventName } from './host/events';
import type { BeforeMail, DuplicateCheck, ValuesOf } from './host/host-mail';
import type { Person } from '../../shared/person-fields';
import type { Entitlement } from '../../shared/entitlement';

export type { Denial, Entitlement } from '../../shared/entitlement';

/** Whether an account of users-permissions opens the digital resources. */
export interface Entitlements {
  /** Whether the account with this id opens the resources today, and if not, why. */
  ofAccount(accountId: number): Promise<Entitlement>;
  /** Returns where the account opens the resources today; else throws a 403 with the reason code and its sentence. */
  require(accountId: number): Promise<void>;
}

/** The roles of the network in the admin panel. */
export interface Roles {
  /** Lets editors manage a content type of the host in the Content Manager, with its pictures: for the host's bootstrap. */
  letEditorsManage(uid: string): Promise<void>;
}

/** What editors read of a field in the Content Manager: its French name, and a hint where one helps. */
export interface FieldWords {
  label: string;
  description?: string;
  /** of a relation: the field that names what it leads to */
  mainField?: string;
}

/** The form and the list of a content type in the Content Manager; rows of the form are twelve wide. */
export interface EditorLayout {
  uid: string;
  fields: Record<string, FieldWords>;
  list: string[];
  edit: { name: string; size: number }[][];
}

/** Forms and lists of the Content Manager. */
export interface EditorLayouts {
  /**
   * Gives a content type its form and list in the Content Manager, in French. Somebody who has renamed a field there
   * has made the form theirs: it stays as it is.
   */
  apply(layout: EditorLayout): Promise<void>;
}

/** The Ministry's list of libraries. */
export interface MediathequeImport {
  /**
   * Imports the libraries of a département (« 60 », « 2A ») from the Ministry's CSV: all of it or, where anything fails,
   * nothing. Returns the counts and the table to show, in French. `dryRun` compares and writes nothing. Throws an
   * `ImportFileError` (its `name`) for a file that cannot be read or names no library of the département.
   */
  run(input: {
    bytes: Uint8Array;
    departement: string;
    dryRun: boolean;
    onProgress: (done: number, total: number) => void;
  }): Promise<{
    counts: { created: number; updated: number; unchanged: number; skipped: number };
    report: string;
  }>;
}

export type { HostEvent, HostEventName, HostEvents } from './host/events';
export type { HostMail, HostMailSubject } from './host/host-mail';

/** Where the code of a host joins in, from its `register` or `bootstrap`. */
export interface Host {
  /**
   * Calls `listener` after each event of this name, once it is committed, in the server that caused it; a stop waits for it. The event
   * says documentIds and days; `withPerson` has it bring the person, too (null where there is none any longer). A server that is killed at
   * that moment tells nobody. Returns a function that ends it.
   */
  on<Name extends HostEventName>(
    name: Name,
    listener: (event: HostEvent<Name> & { person?: Person | null }) => unknown,
    options?: { withPerson?: boolean }
  ): () => void;
  /**
   * Has `reword` see each mail before it leaves, in the order of the calls: it answers the mail with other words, or null, and the mail
   * does not leave and is not tried again. Where it throws, the mail waits and is tried again.
   */
  beforeMail(reword: BeforeMail): void;
  /**
   * Lets templates of mails say `{{name}}` for these names too, with what `valuesOf` answers for each mail; a name that it leaves out is
   * empty. Throws where a name is taken, or is none (letters and digits).
   */
  addMailVariables(added: { names: string[]; valuesOf: ValuesOf }): void;
  /** Has `check` say whether a person is among `people`, those asked for at the same address, in the place of the same names and day of birth at the same library. */
  replaceDuplicateCheck(check: DuplicateCheck): void;
}

/** The services that a host may ask for: they change as semver says. The others may change in any release. */
export interface PublicServices {
  host: Host;
  entitlements: Entitlements;
  roles: Roles;
  editorLayouts: EditorLayouts;
  mediathequeImport: MediathequeImport;
}
