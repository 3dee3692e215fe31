import type { Registration } from '../../../shared/registration-change';

export type StoredRegistration = Registration & { id: number; documentId: string; language: 'fr' | 'en' };
/** With its account, where it has one. */
export type WithAccount = StoredRegistration & {
  deletionNoticeOn: string | null;
  account: { id: number; email: string; confirmed: boolean | null; newAddress: string | null } | null;
};

export const WITH_ACCOUNT = { account: { select: ['id', 'email', 'confirmed', 'newAddress'] } };
