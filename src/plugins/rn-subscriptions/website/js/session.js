/**
 * Who is signed in. On a shared computer in the memory of the page alone, since a browser that reopens its tabs would sign in whoever
 * comes next, and for as long as somebody uses the page; on one's own in the storage of this tab. Where the browser refuses storage, the
 * session lasts until the page is left.
 */
const KEY = 'rn-session';
/** How long nobody uses a page on a shared computer before the session ends, in milliseconds. */
const IDLE = 15 * 60 * 1000;

const attempt = (action) => {
  try {
    return action();
  } catch {
    return null;
  }
};

let session = attempt(() => JSON.parse(sessionStorage.getItem(KEY)));
let isShared = false;
let lastUse = Date.now();

/** `{ token, email }` of who is signed in, or null. */
export const currentSession = () => session;

/** Begins one; `shared`: on a computer that others use. */
export const startSession = ({ token, email }, { shared }) => {
  session = { token, email };
  isShared = shared;
  lastUse = Date.now();
  if (shared) attempt(() => sessionStorage.removeItem(KEY));
  else attempt(() => sessionStorage.setItem(KEY, JSON.stringify(session)));
};

export const endSession = () => {
  session = null;
  attempt(() => sessionStorage.removeItem(KEY));
};

/** Calls `leave` when nobody has used the page for a while and somebody is signed in on a shared computer, also where it had slept meanwhile. */
export const watchIdle = (leave) => {
  const isOver = () => session && isShared && Date.now() - lastUse >= IDLE;
  const look = () => isOver() && leave();
  const use = () => {
    look();
    lastUse = Date.now();
  };
  for (const event of ['pointerdown', 'keydown', 'scroll', 'touchstart'])
    addEventListener(event, use, { capture: true, passive: true });
  document.addEventListener('visibilitychange', look);
  setInterval(look, 10_000);
};
