import { AsyncResource } from 'node:async_hooks';
import type { Core } from '@strapi/strapi';
import { personOf, type Person } from '../../../shared/person-fields';
import { isThereAlready } from '../../../shared/same-person';
import { transaction } from '../database/transaction';
import { PLACEHOLDERS } from '../mails/texts/template';
import { getService } from '../service';
import { UIDS } from '../uids';
import { codeOf } from '../utils/error-code';
import type { AtLibrary, BeforeMail, DuplicateCheck, HostMail, HostMailSubject, ValuesOf } from './host-mail';
import type { HostEvent, HostEventName } from './events';

/** Each hears what it has asked for by its name. */
type Listener = (event: never) => unknown;
const storedPerson = async (strapi: Core.Strapi, documentId: string): Promise<Person | null> => {
  const stored: Person | null = await strapi.db.query(UIDS.registration).findOne({ where: { documentId } });
  return stored && personOf(stored);
};

const NAME = /^[a-z][A-Za-z0-9]*$/;

/**
 * Where the code of a host joins in, from its `register` or `bootstrap`: what it hears, which mails it stops or rewords, what it adds to
 * their templates, and its own word on who is there already. What of it is a host's to call is described in public-api.ts (`Host`).
 */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const listeners = new Map<HostEventName, Set<{ hear: Listener; withPerson: boolean }>>();
  const rewordings: BeforeMail[] = [];
  const variables: { names: string[]; valuesOf: ValuesOf }[] = [];
  let isThere: DuplicateCheck = ({ person, people }) => isThereAlready(people, person);

  const personIn = (event: HostEvent): Promise<Person | null> =>
    'registration' in event ? storedPerson(strapi, event.registration) : Promise.resolve(null);

  /** One after the other; one that fails keeps none of the others from hearing. */
  const tell = async (event: HostEvent) => {
    for (const { hear, withPerson } of listeners.get(event.name) ?? []) {
      try {
        const told = withPerson ? { ...event, person: await personIn(event) } : { ...event };
        await hear(told as never);
      } catch (error) {
        strapi.log.error(`rn-subscriptions: the host’s listener of ${event.name} failed (${codeOf(error)})`);
      }
    }
  };

  // In no request and no transaction: that of whoever caused the event is over by then.
  const publish = AsyncResource.bind((event: HostEvent) => void getService(strapi, 'underWay').add(tell(event)));

  return {
    on<Name extends HostEventName>(
      name: Name,
      listener: (event: HostEvent<Name> & { person?: Person | null }) => unknown,
      { withPerson = false }: { withPerson?: boolean } = {}
    ): () => void {
      const one = { hear: listener, withPerson };
      listeners.set(name, (listeners.get(name) ?? new Set()).add(one));
      return () => void listeners.get(name)!.delete(one);
    },

    beforeMail: (reword: BeforeMail): void => void rewordings.push(reword),

    addMailVariables(added: { names: string[]; valuesOf: ValuesOf }): void {
      const known = [...PLACEHOLDERS, ...this.mailVariables()] as string[];
      const wrong = added.names.find((name) => !NAME.test(name) || known.includes(name));
      if (wrong) throw new Error(`rn-subscriptions: {{${wrong}}} is taken or no name; choose another for mails.`);
      variables.push(added);
    },

    replaceDuplicateCheck: (check: DuplicateCheck): void => void (isThere = check),

    /** Whether a person is among these already. */
    isThereAlready: (people: AtLibrary[], person: AtLibrary): boolean => isThere({ person, people }),

    /** The names that a host has added for templates. */
    mailVariables: (): string[] => variables.flatMap(({ names }) => names),

    /** What a host's names stand for in a mail. */
    async valuesOf(subject: HostMailSubject): Promise<Record<string, string>> {
      const values: Record<string, string> = {};
      for (const { names, valuesOf } of variables) {
        const all = await valuesOf(subject);
        for (const name of names) if (all[name] !== undefined) values[name] = String(all[name]);
      }
      return values;
    },

    /** A mail in the words of the host; null where it stops it. */
    async reworded(mail: HostMail & HostMailSubject): Promise<HostMail | null> {
      let { subject, text, html } = mail;
      for (const reword of rewordings) {
        const reworded = await reword({ ...mail, subject, text, html });
        if (!reworded) return null;
        ({ subject, text, html } = reworded);
      }
      return { subject: subject.replace(/\s+/g, ' '), text, html };
    },

    /** Whether anybody listens to this. */
    isHeard: (name: HostEventName): boolean => (listeners.get(name)?.size ?? 0) > 0,

    /** Tells whoever listens, once the current transaction is committed. */
    async publishAfterCommit(event: HostEvent): Promise<void> {
      if (!this.isHeard(event.name)) return;
      await transaction(strapi, ({ onCommit }) => onCommit(() => publish(event)));
    },

    /** Tells whoever listens, and waits until they have heard. */
    tell,
  };
};
