import accountExport from './account-export';
import accountLinks from './account-links';
import accountOpening from './account-opening';
import addressChanges from './address-changes';
import addressCorrections from './address-corrections';
import askedPeople from './asked-people';
import claims from './claims';
import clock from './clock';
import completion from './completion';
import counters from './counters';
import decisions from './decisions';
import dispatcher from './dispatcher';
import editorLayouts from './editor-layouts';
import entitlements from './entitlements';
import erasure from './erasure';
import erasureLedger from './erasure-ledger';
import erasureReplay from './erasure-replay';
import guardians from './guardians';
import history from './history';
import hold from './hold';
import limits from './limits';
import mailer from './mailer';
import mailsAgain from './mails-again';
import mediathequeImport from './mediatheque-import';
import mediatheques from './mediatheques';
import outbox from './outbox';
import ownRegistrations from './own-registrations';
import proofOfWork from './proof-of-work';
import reasons from './reasons';
import registrationCounts from './registration-counts';
import registrations from './registrations';
import retention from './retention';
import roles from './roles';
import scopes from './scopes';
import selfCheck from './self-check';
import signUp from './sign-up';
import stateFolder from './state-folder';
import statistics from './statistics';
import undelivered from './undelivered';
import underWay from './under-way';
import workshop from './workshop';
import writeProbe from './write-probe';

export default {
  accountExport,
  accountLinks,
  accountOpening,
  addressChanges,
  addressCorrections,
  askedPeople,
  claims,
  clock,
  completion,
  counters,
  decisions,
  dispatcher,
  editorLayouts,
  entitlements,
  erasure,
  erasureLedger,
  erasureReplay,
  guardians,
  history,
  hold,
  limits,
  mailer,
  mailsAgain,
  mediathequeImport,
  mediatheques,
  outbox,
  ownRegistrations,
  proofOfWork,
  reasons,
  registrationCounts,
  registrations,
  retention,
  roles,
  scopes,
  selfCheck,
  signUp,
  stateFolder,
  statistics,
  undelivered,
  underWay,
  workshop,
  writeProbe,
};
