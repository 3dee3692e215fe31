import type { Core } from '@strapi/strapi';
import accountExport from '../accounts/account-export';
import accountLinks from '../accounts/account-links';
import accountOpening from '../accounts/account-opening';
import addressChanges from '../mediatheques/address-changes';
import addressCorrections from '../accounts/address-corrections';
import askedPeople from '../accounts/asked-people';
import claims from '../mails/claims';
import clock from '../database/database-clock';
import completion from '../registrations/completion';
import counters from '../database/counters-service';
import decisions from '../registrations/decisions';
import dispatcher from '../mails/dispatcher';
import doctor from '../installation/doctor';
import editorLayouts from '../installation/editor-layouts';
import entitlements from '../registrations/entitlements';
import erasure from '../retention/erasure';
import erasureLedger from '../retention/erasure-ledger';
import erasureReplay from '../retention/erasure-replay';
import folderComparison from '../installation/folder-comparison';
import expiries from '../host/expiries';
import guardians from '../registrations/guardians';
import host from '../host/host';
import history from '../registrations/history';
import hold from '../installation/hold';
import limits from '../sign-up/limits';
import linkRequests from '../accounts/link-requests';
import mailHealth from '../mails/mail-health';
import mailer from '../mails/mailer';
import mailsAgain from '../mails/mails-again';
import mediathequeImport from '../mediatheques/import/mediatheque-import';
import mediatheques from '../mediatheques/mediatheques';
import outbox from '../mails/outbox';
import ownRegistrations from '../registrations/own-registrations';
import proofOfWork from '../sign-up/proof-of-work';
import refusalReasons from '../mails/refusal-reasons';
import queueSignal from '../mails/queue-signal';
import registrationCounts from '../registrations/list/registration-counts';
import registrations from '../registrations/registrations';
import retention from '../retention/retention';
import roles from '../installation/roles';
import scopes from '../registrations/scopes';
import selfCheck from '../installation/self-check';
import signUp from '../sign-up/sign-up';
import stateFolder from '../installation/state-folder';
import statistics from '../registrations/statistics';
import uninstallation from '../installation/uninstallation';
import undelivered from '../mails/undelivered';
import underWay from '../requests/under-way';
import websiteGrants from '../installation/website-grants';
import workshop from '../sign-up/workshop';
import writeProbe from '../installation/write-probe';
import type { PublicServices } from '../public-api';

/** A service is made by a function of Strapi; those of {@link PublicServices} do what hosts are told of them. */
type Services = {
  [Name in keyof PublicServices]: (given: { strapi: Core.Strapi }) => PublicServices[Name];
};

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
  doctor,
  editorLayouts,
  entitlements,
  erasure,
  erasureLedger,
  erasureReplay,
  folderComparison,
  expiries,
  guardians,
  history,
  hold,
  host,
  limits,
  linkRequests,
  mailHealth,
  mailer,
  mailsAgain,
  mediathequeImport,
  mediatheques,
  outbox,
  ownRegistrations,
  proofOfWork,
  refusalReasons,
  queueSignal,
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
  uninstallation,
  underWay,
  websiteGrants,
  workshop,
  writeProbe,
} satisfies Services & Record<string, unknown>;
