import addressConfirmations from './address-confirmations';
import decisions from './decisions';
import dispatcher from './dispatcher';
import editorLayouts from './editor-layouts';
import entitlements from './entitlements';
import history from './history';
import limits from './limits';
import mailer from './mailer';
import mediathequeImport from './mediatheque-import';
import mediatheques from './mediatheques';
import outbox from './outbox';
import ownRegistrations from './own-registrations';
import proofOfWork from './proof-of-work';
import reasons from './reasons';
import registrations from './registrations';
import roles from './roles';
import scopes from './scopes';
import selfCheck from './self-check';
import signUp from './sign-up';
import undelivered from './undelivered';

export default {
  addressConfirmations,
  decisions,
  dispatcher,
  editorLayouts,
  entitlements,
  history,
  limits,
  mailer,
  mediathequeImport,
  mediatheques,
  outbox,
  ownRegistrations,
  proofOfWork,
  reasons,
  registrations,
  roles,
  scopes,
  selfCheck,
  signUp,
  undelivered,
};
