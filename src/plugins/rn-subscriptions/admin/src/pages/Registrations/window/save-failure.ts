import { isFetchError } from '@strapi/strapi/admin';
import type { ConflictDetails, Detail, FieldProblem, ValidationDetails } from '../../../../../shared/contracts/admin';

/** Why a save failed, in the terms of the window: what to show, and where. */
export type SaveFailure =
  | { kind: 'fields'; errors: FieldProblem[] }
  | { kind: 'conflict'; current: Detail }
  | { kind: 'signedOut' | 'forbidden' | 'gone' | 'offline' }
  /** `sentence`: what the server itself says of it, in the reader's language */
  | { kind: 'server'; sentence?: string };

/** What a thrown save means. Never repeats a value that was sent. */
export const saveFailureOf = (error: unknown): SaveFailure => {
  if (!isFetchError(error)) return { kind: 'offline' };
  const details: unknown = error.response?.data?.error?.details;
  switch (error.status) {
    case 400: {
      const { errors } = (details ?? {}) as Partial<ValidationDetails>;
      return errors?.length ? { kind: 'fields', errors } : { kind: 'server' };
    }
    case 401:
      return { kind: 'signedOut' };
    case 403:
      return { kind: 'forbidden' };
    case 404:
      return { kind: 'gone' };
    case 409:
      return { kind: 'conflict', current: (details as ConflictDetails).current };
    case 503:
      return { kind: 'server', sentence: error.response?.data?.error?.message };
    default:
      return { kind: 'server' };
  }
};
