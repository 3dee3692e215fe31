import type { Core } from '@strapi/strapi';
import type { SignUpTermsAnswer } from '../../../shared/contracts/public';
import { getService } from '../service';
import { currentLocale } from '../requests/errors';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  find: async (): Promise<SignUpTermsAnswer> => ({
    data: getService(strapi, 'guardians').terms(currentLocale(strapi)),
  }),
});
