/** That something may be due in the queue: published by whoever has queued or freed it, heard by the dispatcher. A hint, no more: where it is lost, the dispatcher finds the mail at its next round. */
export default () => {
  const listeners = new Set<() => void>();

  return {
    /** Calls `listener` at each signal, until the function that it returns is called. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    publish: (): void => listeners.forEach((listener) => listener()),
  };
};
