import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import type { ZodType } from 'zod';
import { answer } from '../../../shared/messages/answers';
import { fieldProblem, isFieldProblem } from '../../../shared/messages/field-problems';
import { localeOf, type Locale } from '../../../shared/messages/locale';
import { tooManyFromHereSentence, tooManySentence } from '../../../shared/messages/too-many';
import type { Detail, FieldProblem } from '../../../shared/contracts/admin';
import { documentId } from '../../../shared/person';
import type { Problem } from '../../../shared/registration-change';

/** The language of whoever is being answered: French unless the current request prefers English. */
export const currentLocale = (strapi: Core.Strapi): Locale =>
  localeOf(strapi.requestContext.get()?.request.headers['accept-language']);

/** A 400 with one problem per field, in the reader's language. No value of the request is repeated in it. */
export const invalid = (problems: Problem[], locale: Locale): InstanceType<typeof errors.ValidationError> => {
  const firstOfEachField = problems.filter(
    ({ field }, index) => problems.findIndex((other) => other.field === field) === index
  );
  const details: FieldProblem[] = firstOfEachField.map(({ field, code }) => ({
    field,
    code,
    message: fieldProblem(code, locale),
  }));
  return new errors.ValidationError(answer('invalid', locale), { errors: details });
};

/** A 429 that says in the reader's language, and in its `Retry-After`, in how many seconds to come again. */
export const tooMany = (
  strapi: Core.Strapi,
  seconds: number,
  sentence = tooManySentence
): InstanceType<typeof errors.RateLimitError> => {
  strapi.requestContext.get()?.set('Retry-After', String(seconds));
  return new errors.RateLimitError(sentence(seconds, currentLocale(strapi)), { retryAfter: seconds });
};

/** The same where it is the client that has asked too often: several people may share it. */
export const tooManyFromHere = (strapi: Core.Strapi, seconds: number): InstanceType<typeof errors.RateLimitError> =>
  tooMany(strapi, seconds, tooManyFromHereSentence);

/** The row was changed since it was opened: 409 with what it holds now, for whoever may see it. */
export class ConflictError extends Error {
  constructor(public readonly current: Detail) {
    super('conflict');
  }
}

/** What is asked for is well said and cannot be, as things stand: 409 with the sentence of this code. */
export class ImpossibleError extends Error {
  constructor(
    public readonly code:
      'fullAccount' | 'alreadyThere' | 'closedMediatheque' | 'mailOutdated' | 'heldBySetting' | 'holdIsOver'
  ) {
    super(code);
  }
}

/** The documentId in a route's address; the 404 of a row that does not exist where it cannot be one. */
export const routeId = (ctx: Context, locale: Locale): string => {
  const id = documentId.safeParse(ctx.params.documentId);
  if (!id.success) throw new errors.NotFoundError(answer('notFound', locale));
  return id.data;
};

/** `input` as `schema` reads it; throws the 400 of {@link invalid} otherwise. */
export const parse = <Output>(schema: ZodType<Output>, input: unknown, locale: Locale): Output => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new errors.ValidationError(answer('notAnObject', locale));
  }
  const result = schema.safeParse(input);
  if (result.success) return result.data;

  const problems = result.error.issues.flatMap((issue): Problem[] => {
    const field = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ field: key.slice(0, 60), code: 'unknownField' }));
    if (issue.code === 'invalid_type') {
      const given = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)?.[key], input);
      return [{ field, code: given === undefined || given === null ? 'required' : 'wrongType' }];
    }
    if (issue.code === 'invalid_value' || issue.code === 'invalid_union') return [{ field, code: 'invalidChoice' }];
    return [{ field, code: isFieldProblem(issue.message) ? issue.message : 'wrongType' }];
  });
  throw invalid(problems, locale);
};
