import { SHORTEST_PASSWORD } from '../shared.js';
import { texts } from './i18n/index.js';

/** What is wrong with a password that is being chosen, in the reader's words, or null. */
export const newPasswordProblem = (password) => {
  if (password === '') return texts().missing.password;
  return password.length < SHORTEST_PASSWORD ? texts().shortPassword : null;
};
