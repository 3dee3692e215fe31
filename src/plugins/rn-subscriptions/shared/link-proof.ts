import { CODE_DIGITS } from './limits';

/** What a mailed link proves itself with, for input that claims to be it: a keyed hash. */
export const TOKEN = /^[\w-]{43}$/;

/** The same for a code, whose digits people group as they like. */
export const CODE = new RegExp(`^\\d{${CODE_DIGITS}}$`);
