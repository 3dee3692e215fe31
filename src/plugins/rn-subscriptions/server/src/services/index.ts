import decisions from './decisions';
import dispatcher from './dispatcher';
import entitlements from './entitlements';
import history from './history';
import mailer from './mailer';
import mediatheques from './mediatheques';
import outbox from './outbox';
import reasons from './reasons';
import registrations from './registrations';
import roles from './roles';
import scopes from './scopes';
import signUp from './sign-up';

export default { decisions, dispatcher, entitlements, history, mailer, mediatheques, outbox, reasons, registrations, roles, scopes, signUp };
