import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';

let hash: Promise<string> | null = null;

/**
 * Takes as long as comparing a password with an account's, for an address that has none: else the time of the answer, and that of all
 * answers which wait behind it, would tell who has one.
 */
export const compareWithNobody = async (strapi: Core.Strapi, password: string): Promise<void> => {
  const users = strapi.plugin('users-permissions').service('user');
  hash ??= users
    .ensureHashedPasswords({ password: randomBytes(16).toString('hex') })
    .then((hashed: { password: string }) => hashed.password);
  await users.validatePassword(password, await hash);
};
