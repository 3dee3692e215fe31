/**
 * Refusal reasons on their way into a mail. They live here, in the memory of the process that took the decision, and at
 * rest nowhere: « La raison du refus n'est pas sauvegardée » (the librarians' guide, step 8).
 */
export default () => {
  const reasons = new Map<string, string>();
  return {
    /** Keeps the reason for the mail with this dedupe key until the mail has left. */
    keep: (dedupeKey: string, reason: string) => void reasons.set(dedupeKey, reason),
    has: (dedupeKey: string): boolean => reasons.has(dedupeKey),
    read: (dedupeKey: string): string | undefined => reasons.get(dedupeKey),
    forget: (dedupeKey: string) => void reasons.delete(dedupeKey),
    isEmpty: (): boolean => reasons.size === 0,
  };
};
