import { texts } from './i18n/index.js';

const ADDRESS = /^\S+@\S+\.\S+$/;

/** What is wrong with an e-mail address, in the reader's words, or null. */
export const emailProblem = (email) => {
  if (email.trim() === '') return texts().missing.email;
  return ADDRESS.test(email.trim()) ? null : texts().emailForm;
};
