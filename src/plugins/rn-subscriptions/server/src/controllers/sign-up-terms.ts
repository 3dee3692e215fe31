import type { Core } from '@strapi/strapi';
import type { SignUpTermsAnswer } from '../../../shared/contracts/public';
import { getService } from '../utils';
import { currentLocale } from '../utils/problems';

export default ({ strapi }: { strapi: Core.Strapi }) => ({
  find: async (): Promise<SignUpTermsAnswer> => ({
    data: getService(strapi, 'guardians').terms(currentLocale(strapi)),
  }),
});
