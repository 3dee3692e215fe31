/** Presses a key for somebody, on this element. */
export const press = (key: string, target: Element | null) =>
  target?.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
