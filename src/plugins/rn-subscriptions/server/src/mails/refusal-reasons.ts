/**
 * Refusal reasons on their way into a mail. They live here, in the memory of the process that took the decision, and at
 * rest nowhere: « La raison du refus n'est pas sauvegardée » (the librarians' guide, step 8).
 */
export default () => {
  const reasons = new Map<string, string>();
  return {
    /** Keeps the reason for the mail with this dedupe key until the mail has left. */
    keep: (dedupeKey: string, reason: string) => void reasons.set(dedupeKey, reason),
    /** Whether a reason is kept for this mail. */
    has: (dedupeKey: string): boolean => reasons.has(dedupeKey),
    /** The reason for this mail, where this process knows it. */
    read: (dedupeKey: string): string | undefined => reasons.get(dedupeKey),
    /** Lets the reason go, once the mail has left or will never leave. */
    forget: (dedupeKey: string) => void reasons.delete(dedupeKey),
  };
};
