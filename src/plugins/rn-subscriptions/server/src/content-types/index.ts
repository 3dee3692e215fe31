import accountLinkSchema from './account-link/schema';
import askedPersonSchema from './asked-person/schema';
import registrationSchema from './registration/schema';
import registrationLifecycles from './registration/lifecycles';
import mediathequeSchema from './mediatheque/schema';
import mediathequeLifecycles from './mediatheque/lifecycles';
import erasureSchema from './erasure/schema';
import installationSchema from './installation/schema';
import jobRunSchema from './job-run/schema';
import statisticSchema from './statistic/schema';
import registrationEventSchema from './registration-event/schema';
import outboxMailSchema from './outbox-mail/schema';
import requestCountSchema from './request-count/schema';
import mailTemplateSchema from './mail-template/schema';
import mailTemplateLifecycles from './mail-template/lifecycles';

export default {
  registration: { schema: registrationSchema, lifecycles: registrationLifecycles },
  mediatheque: { schema: mediathequeSchema, lifecycles: mediathequeLifecycles },
  'account-link': { schema: accountLinkSchema },
  'asked-person': { schema: askedPersonSchema },
  'registration-event': { schema: registrationEventSchema },
  statistic: { schema: statisticSchema },
  erasure: { schema: erasureSchema },
  installation: { schema: installationSchema },
  'job-run': { schema: jobRunSchema },
  'outbox-mail': { schema: outboxMailSchema },
  'request-count': { schema: requestCountSchema },
  'mail-template': { schema: mailTemplateSchema, lifecycles: mailTemplateLifecycles },
};
