import { findSignUpTerms } from './api.js';
import { currentLanguage } from './i18n/index.js';

const known = {};

/** Below which age a guardian has to agree, and to what, in the reader's language; asked for once. */
export const findTerms = async () => (known[currentLanguage()] ??= await findSignUpTerms());
