import { texts } from './i18n/index.js';

const SHORTEST_PASSWORD = 8;

/** What is wrong with a password that is being chosen, in the reader's words, or null. */
export const newPasswordProblem = (password) => {
  if (password === '') return texts().missing.password;
  return password.length < SHORTEST_PASSWORD ? texts().shortPassword : null;
};
