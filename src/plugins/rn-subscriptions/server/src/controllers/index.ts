import account from './account';
import accountLinks from './account-links';
import addressChanges from './address-changes';
import adminRegistrations from './admin-registrations';
import askedPeople from './asked-people';
import health from './health';
import mediatheques from './mediatheques';
import openapi from './openapi';
import proofOfWork from './proof-of-work';
import registrations from './registrations';
import signUpTerms from './sign-up-terms';
import undeliveredMails from './undelivered-mails';
import workshop from './workshop';

export default {
  account,
  'account-links': accountLinks,
  'address-changes': addressChanges,
  'asked-people': askedPeople,
  'admin-registrations': adminRegistrations,
  health,
  mediatheques,
  openapi,
  'proof-of-work': proofOfWork,
  registrations,
  'sign-up-terms': signUpTerms,
  'undelivered-mails': undeliveredMails,
  workshop,
};
