/** Of these values those that there are, each once. */
export const uniquePresent = <Value>(values: (Value | null | undefined)[]): Value[] =>
  [...new Set(values)].filter((value) => value !== null && value !== undefined);
