import type { Core } from '@strapi/strapi';
import { passwordProblem } from '../../../shared/password';
import { getService, UIDS } from '../utils';
import { currentLocale, invalid } from '../utils/problems';

/**
 * Throws a 400 on `password` where the one that is chosen for the account with this id is among those that everybody tries first, or
 * is the name or the address of who is on it.
 */
export const requireOwnPassword = async (
  strapi: Core.Strapi,
  { password, account: id }: { password: string; account: number }
): Promise<void> => {
  const account = await strapi.db.query(UIDS.account).findOne({ where: { id }, select: ['email', 'newAddress'] });
  const people = await getService(strapi, 'accountLinks').peopleOf(id);
  const own = [
    account?.email,
    account?.newAddress,
    ...people.flatMap(({ firstName, lastName }) => [firstName, lastName, firstName + lastName, lastName + firstName]),
  ];
  const problem = passwordProblem({ password, own: own.filter(Boolean) as string[] });
  if (problem) throw invalid([{ field: 'password', code: problem }], currentLocale(strapi));
};
