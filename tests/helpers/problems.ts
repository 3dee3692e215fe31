/** An answer that refuses what came. */
export type Refusal = { body: { error: { message: string; details: { errors: { field: string; code: string }[] } } } };

/** What an answer finds fault with, in its own order, as `field code`. */
export const problemsOf = ({ body }: Refusal): string[] =>
  body.error.details.errors.map(({ field, code }) => `${field} ${code}`);
