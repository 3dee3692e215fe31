import type { MadeChange } from '../../../shared/registration-change';
import type { State } from '../../../shared/registration-state';
import type { StoredRegistration } from '../registrations/stored-registration';

/** Which registration and whose library it is, by their documentIds. */
type About = { registration: string; mediatheque: string };

/** What a host can hear of, by name. Dates are days (`YYYY-MM-DD`); nothing in it says who somebody is. */
export type HostEvents = {
  /** somebody signed up, or was added to an account */
  registrationRequested: About;
  /** what a registration says of its person, or its library, was changed; the names of what holds something else now */
  registrationChanged: About & { fields: string[] };
  /** a librarian validated or refused, or gave other dates */
  registrationDecided: About & { from: State; to: State; validFrom: string | null; expiresOn: string | null };
  /** the last day of a subscription has passed */
  registrationExpired: About & { expiresOn: string };
  /** nobody can be asked for the person any longer */
  registrationErased: About;
  /** the owner of an address has opened the account, or moved it to another: the id of a users-permissions user */
  accountConfirmed: { account: number };
};

export type HostEventName = keyof HostEvents;
export type HostEvent<Name extends HostEventName = HostEventName> = {
  [One in Name]: { name: One } & HostEvents[One];
}[Name];

/** What a host hears of a change of a registration, as it is stored afterwards. */
export const eventOf = (registration: StoredRegistration, change: MadeChange): HostEvent => {
  const about = { registration: registration.documentId, mediatheque: registration.mediatheque };
  switch (change.action) {
    case 'created':
      return { name: 'registrationRequested', ...about };
    case 'changed':
      return { name: 'registrationChanged', ...about, fields: change.fields };
    case 'decided':
      return {
        name: 'registrationDecided',
        ...about,
        from: change.fromState ?? 'pending',
        to: change.toState,
        validFrom: registration.validFrom,
        expiresOn: registration.expiresOn,
      };
  }
};
