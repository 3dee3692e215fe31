/** What a log may say of an error: its code or its name, since the words of what a database throws repeat values. */
export const codeOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: string; name?: string };
  return code ?? name ?? 'unknown';
};
