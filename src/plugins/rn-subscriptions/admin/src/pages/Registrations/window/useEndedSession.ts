import { setOnSessionExpired, useAuth } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Whether the librarian's session has ended while the window is open. The panel would leave for its sign-in page at the next
 * answer 401, whoever asked, and what was typed with it; as long as the window is open it is told here instead.
 */
export const useEndedSession = () => {
  const logout = useAuth('useEndedSession', (auth) => auth.logout);
  const [isOver, setIsOver] = useState(false);
  const end = useCallback(() => setIsOver(true), []);
  const leave = useRef(logout);
  leave.current = logout;

  useEffect(() => {
    setOnSessionExpired(end);
    return () => {
      // Nobody listening also makes it ready to be told anew, where it was told once already.
      setOnSessionExpired(null);
      // The panel's own way, which cannot be asked for: out, and to the sign-in page.
      setOnSessionExpired(() => void leave.current());
    };
  }, [end]);

  return { isOver, end, renew: useCallback(() => setIsOver(false), []) };
};
