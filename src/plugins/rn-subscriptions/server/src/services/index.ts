import decisions from './decisions';
import dispatcher from './dispatcher';
import entitlements from './entitlements';
import history from './history';
import mailer from './mailer';
import mediathequeImport from './mediatheque-import';
import mediatheques from './mediatheques';
import outbox from './outbox';
import reasons from './reasons';
import registrations from './registrations';
import roles from './roles';
import scopes from './scopes';
import signUp from './sign-up';

export default { decisions, dispatcher, entitlements, history, mailer, mediathequeImport, mediatheques, outbox, reasons, registrations, roles, scopes, signUp };
