const PLUGIN = 'rn-subscriptions';
const TYPES = `plugin::${PLUGIN}.`;

/** The path as the router reads it, in small letters; null where it cannot be read, or holds a NUL, which PostgreSQL throws at. */
export const decodedPath = (path: string): string | null => {
  try {
    const text = decodeURIComponent(path).toLowerCase();
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
};

/**
 * Whether a path leads to what is the plugin's: a route of its own below `apiPrefix` (`/api`), one of the panel, or one of the Content Manager for
 * a content type of its own.
 */
export const isOwnPath = (path: string, apiPrefix: string): boolean => {
  const decoded = decodedPath(path) ?? '';
  const isBelow = (place: string) => decoded === place || decoded.startsWith(`${place}/`);
  if (isBelow(`/${PLUGIN}`) || isBelow(`${apiPrefix.toLowerCase()}/${PLUGIN}`)) return true;
  const [, first, , uid = ''] = decoded.split('/');
  return first === 'content-manager' && uid.startsWith(TYPES);
};
