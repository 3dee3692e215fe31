import addressConfirmations from './address-confirmations';
import decisions from './decisions';
import dispatcher from './dispatcher';
import editorLayouts from './editor-layouts';
import entitlements from './entitlements';
import history from './history';
import mailer from './mailer';
import mediathequeImport from './mediatheque-import';
import mediatheques from './mediatheques';
import outbox from './outbox';
import ownRegistrations from './own-registrations';
import reasons from './reasons';
import registrations from './registrations';
import roles from './roles';
import scopes from './scopes';
import signUp from './sign-up';
import undelivered from './undelivered';

export default { addressConfirmations, decisions, dispatcher, editorLayouts, entitlements, history, mailer, mediathequeImport, mediatheques, outbox, ownRegistrations, reasons, registrations, roles, scopes, signUp, undelivered };
