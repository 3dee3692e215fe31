import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context, Next } from 'koa';
import { answer } from '../../../shared/messages/answers';
import { UIDS } from '../uids';
import { currentLocale } from '../requests/errors';

type ContentType = { uid: string; attributes: Record<string, { type: string }> };

/** One spelling for an attribute and its column. */
const plain = (name: string) => name.toLowerCase().replaceAll('_', '');

/** What opens an account, by the names that Strapi gives it: hashes of passwords, tokens of links, keys of the API. */
const secretNames = (strapi: Core.Strapi): Set<string> => {
  const types = Object.values(strapi.contentTypes) as ContentType[];
  const ofAccounts = types.filter(({ uid }) => uid.startsWith('admin::') || uid === UIDS.account);
  const attributes = ofAccounts
    .flatMap((type) => Object.entries(type.attributes))
    .filter(([, { type }]) => type !== 'relation');
  return new Set(
    attributes
      .filter(([name, { type }]) => type === 'password' || /token|key$/i.test(name))
      .map(([name]) => plain(name))
  );
};

/** The names in a part of a query: its keys, and its values where `valuesAreNames`; the value of a filter is somebody's text. */
const namesIn = (part: unknown, valuesAreNames: boolean): string[] => {
  if (typeof part === 'string') return valuesAreNames ? part.split(/\W+/) : [];
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => [...key.split(/\W+/), ...namesIn(value, valuesAreNames)]);
};

/**
 * Refuses a query that filters by, sorts by or asks for a password or a token, of whatever row and through whatever
 * relation: the Content Manager sorts by `librarians.password`, and the order of a list tells a hash letter by letter.
 */
export default (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  let secrets: Set<string> | null = null;
  return async (ctx: Context, next: Next) => {
    const { filters, where, sort, populate, fields } = ctx.query as Record<string, unknown>;
    const names = [
      ...[filters, where].flatMap((part) => namesIn(part, false)),
      ...[sort, populate, fields].flatMap((part) => namesIn(part, true)),
    ];
    secrets ??= secretNames(strapi);
    if (names.some((name) => secrets!.has(plain(name))))
      throw new errors.ValidationError(answer('secretInQuery', currentLocale(strapi)));
    return next();
  };
};
