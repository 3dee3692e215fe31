import type { Core } from '@strapi/strapi';
import { emailConfirmation, resetPassword, sendEmailConfirmation } from './native-links';
import { changePassword, forgotPassword } from './password-recovery';
import { signIn } from './patrons-sign-in';
import type { AuthController } from './auth-controller';

/**
 * All that is changed of users-permissions' own actions, each once; which accounts it is changed for says the file it comes from. Called
 * in `register`.
 */
export const extendAuth = (strapi: Core.Strapi): void => {
  strapi.get('controllers').extend('plugin::users-permissions.auth', (auth: AuthController) => ({
    ...auth,
    callback: signIn(strapi, auth),
    changePassword: changePassword(strapi, auth),
    forgotPassword: forgotPassword(strapi, auth),
    resetPassword: resetPassword(strapi, auth),
    sendEmailConfirmation: sendEmailConfirmation(strapi, auth),
    emailConfirmation: emailConfirmation(strapi, auth),
  }));
};
