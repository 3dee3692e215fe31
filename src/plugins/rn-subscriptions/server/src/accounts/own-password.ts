import type { Core } from '@strapi/strapi';
import { passwordProblem } from '../../../shared/password';
import { getService } from '../service';
import { UIDS } from '../uids';
import { currentLocale, invalid } from '../requests/errors';
import { gone } from '../requests/patron';

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

/** Throws a 400 on `password` where it is not that of the account with this id; 401 where the account was erased meanwhile. */
export const requireTheirPassword = async (
  strapi: Core.Strapi,
  { password, account: id }: { password: string; account: number }
): Promise<void> => {
  const account = await strapi.db.query(UIDS.account).findOne({ where: { id }, select: ['password'] });
  if (!account) throw gone(strapi);
  const users = strapi.plugin('users-permissions').service('user');
  const isTheirs: boolean = await users.validatePassword(password, account.password);
  if (!isTheirs) throw invalid([{ field: 'password', code: 'wrongPassword' }], currentLocale(strapi));
};
