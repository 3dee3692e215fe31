import { z } from 'zod';
import type { FieldProblem } from './admin';
import { ANSWERS } from './public';

/** Refusals, in the form of Strapi's own errors. Sentences are in the reader's language. */

const errorWith = <Details extends z.ZodType>(details: Details) =>
  z.object({
    data: z.null(),
    error: z.object({ status: z.int(), name: z.string(), message: z.string(), details }),
  });

const FIELD_PROBLEM = z
  .object({
    field: z.string(),
    code: z.string().describe('Stays what it is, whatever the language'),
    message: z.string(),
  })
  .register(ANSWERS, { id: 'FieldProblem' }) satisfies z.ZodType<FieldProblem>;

/** 400 */
export const INVALID_ANSWER = errorWith(
  z.object({
    errors: z
      .array(FIELD_PROBLEM)
      .optional()
      .describe('One problem per field; missing where the request cannot be read as a whole'),
  })
).register(ANSWERS, { id: 'Invalid' });

/** 429 */
export const TOO_MANY_ANSWER = errorWith(
  z.object({ retryAfter: z.int().describe('Seconds, as in `Retry-After`') })
).register(ANSWERS, { id: 'TooMany' });

/** Every other status. */
export const REFUSED_ANSWER = errorWith(z.object({})).register(ANSWERS, { id: 'Refused' });
