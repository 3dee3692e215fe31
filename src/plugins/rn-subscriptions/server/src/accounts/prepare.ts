import { isDeepStrictEqual } from 'node:util';
import type { Core } from '@strapi/strapi';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { PluginOptions } from '../config';
import { PASSWORD_MAIL_SUBJECT, passwordMail } from './password-mail';
import { splitSender } from './sender';

type ResetOptions = { from: { name: string; email: string }; response_email: string; object: string; message: string };
type Ours = ResetOptions & { page: string };
type Emails = { reset_password: { options: ResetOptions } };
type Advanced = { allow_register: boolean; email_confirmation: boolean; email_reset_password: string | null };

/** Whether a setting still is what users-permissions itself puts there. */
const IS_STRAPIS: { [Name in keyof Ours]: (value: Ours[Name] | null) => boolean } = {
  page: (page) => !page,
  from: (from) => from?.email === 'no-reply@strapi.io',
  response_email: (address) => !address,
  object: (subject) => subject === 'Reset password',
  message: (message) => /^<p>We heard that you lost your password/.test(message ?? ''),
};

const oursFor = (strapi: Core.Strapi): Ours => {
  const option = <Name extends keyof PluginOptions>(name: Name) => strapi.plugin(PLUGIN_ID).config<PluginOptions[Name]>(name);
  const { defaultFrom, defaultReplyTo } = strapi.config.get<{ defaultFrom: string; defaultReplyTo: string }>('plugin::email.settings');
  return {
    page: `${option('websiteUrl')}#nouveau-mot-de-passe`,
    from: splitSender(defaultFrom, option('networkName')),
    response_email: option('networkEmail') || splitSender(defaultReplyTo, '').email,
    object: PASSWORD_MAIL_SUBJECT,
    message: passwordMail({ networkName: option('networkName') }),
  };
};

/**
 * Settles users-permissions for this service: no bare accounts, and the page and mail of « mot de passe oublié ».
 * A setting that an administrator has changed stays; one that is Strapi's, or that an earlier start wrote, follows the
 * configuration. Called once users-permissions has booted: before, it has no settings, and would add none to what it found.
 */
export const prepareAccounts = async (strapi: Core.Strapi): Promise<void> => {
  const advancedStore = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'advanced' });
  const emailStore = strapi.store({ type: 'plugin', name: 'users-permissions', key: 'email' });
  const writtenStore = strapi.store({ type: 'plugin', name: PLUGIN_ID, key: 'password-mail' });
  const advanced = (await advancedStore.get({})) as Advanced;
  const emails = (await emailStore.get({})) as Emails;
  const written = ((await writtenStore.get({})) ?? {}) as Partial<Ours>;
  const ours = oursFor(strapi);

  const settle = <Name extends keyof Ours>(name: Name, current: Ours[Name]): Ours[Name] =>
    IS_STRAPIS[name](current) || isDeepStrictEqual(current, written[name]) ? ours[name] : current;

  const { options } = emails.reset_password;
  const settled: ResetOptions = {
    from: settle('from', options.from),
    response_email: settle('response_email', options.response_email),
    object: settle('object', options.object),
    message: settle('message', options.message),
  };
  await emailStore.set({ value: { ...emails, reset_password: { ...emails.reset_password, options: { ...options, ...settled } } } });
  await advancedStore.set({
    value: {
      ...advanced,
      // Patrons sign up by naming a library; the bare account that users-permissions would make belongs to none.
      allow_register: false,
      // Who has not confirmed the address yet may sign in, to ask for another link.
      email_confirmation: false,
      email_reset_password: settle('page', advanced.email_reset_password ?? ''),
    },
  });
  await writtenStore.set({ value: ours });
};
