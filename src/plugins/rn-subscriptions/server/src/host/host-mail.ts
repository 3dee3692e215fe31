import type { MailKind } from '../../../shared/contracts/admin';
import type { Locale } from '../../../shared/messages/locale';

/** A mail about to leave: its words, which a host may change. Whom it goes to is not its to say. */
export type HostMail = { subject: string; text: string; html: string };
/** Which mail it is, and what it is about, by documentIds. */
export type HostMailSubject = {
  kind: MailKind;
  language: Locale;
  registration: string | null;
  mediatheque: string | null;
};

/** Other words for a mail, or null: it does not leave. */
export type BeforeMail = (mail: HostMail & HostMailSubject) => HostMail | null | Promise<HostMail | null>;
/** What names stand for in a mail. */
export type ValuesOf = (subject: HostMailSubject) => Record<string, string> | Promise<Record<string, string>>;

/** Who is asked for at an address, and at which library (its documentId); a birth date is `YYYY-MM-DD`. */
export type AtLibrary = { lastName: string; firstName: string; birthDate: string; mediatheque: string };
/** Whether somebody is among people already. */
export type DuplicateCheck = (given: { person: AtLibrary; people: AtLibrary[] }) => boolean;
