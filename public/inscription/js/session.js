/**
 * Who is signed in, in the storage of this tab: closing the tab signs out, as it must on a library's public computer.
 * Where the browser refuses storage, the session lasts until the page is left.
 */
const KEY = 'rn-session';

const attempt = (action) => {
  try {
    return action();
  } catch {
    return null;
  }
};

let session = attempt(() => JSON.parse(sessionStorage.getItem(KEY)));

/** `{ token, email }` of who is signed in, or null. */
export const currentSession = () => session;

export const startSession = ({ token, email }) => {
  session = { token, email };
  attempt(() => sessionStorage.setItem(KEY, JSON.stringify(session)));
};

export const endSession = () => {
  session = null;
  attempt(() => sessionStorage.removeItem(KEY));
};
