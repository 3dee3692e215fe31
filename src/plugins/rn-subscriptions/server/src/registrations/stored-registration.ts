import type { Registration } from '../../../shared/registration-change';

export type StoredRegistration = Registration & { id: number; documentId: string; language: 'fr' | 'en' };
/** With its account, where it has one. */
export type WithAccount = StoredRegistration & {
  deletionNoticeOn: string | null;
  account: {
    id: number;
    email: string;
    confirmed: boolean | null;
    newAddress: string | null;
    madeBySubscriptions: boolean | null;
  } | null;
};

export const WITH_ACCOUNT = { account: { select: ['id', 'email', 'confirmed', 'newAddress', 'madeBySubscriptions'] } };

declare const foundInScope: unique symbol;

/**
 * A registration that was found in the scope of whoever asks. Nothing but `registrations.find` makes one: what was read otherwise is none
 * to the compiler, so that no service of the panel shows or changes it.
 */
export type ScopedRegistration = WithAccount & { readonly [foundInScope]: true };
