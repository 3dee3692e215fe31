import account from './account';
import addressChanges from './address-changes';
import addressConfirmations from './address-confirmations';
import adminRegistrations from './admin-registrations';
import health from './health';
import mediatheques from './mediatheques';
import proofOfWork from './proof-of-work';
import registrations from './registrations';
import signUpTerms from './sign-up-terms';
import undeliveredMails from './undelivered-mails';
import workshop from './workshop';

export default { account, 'address-changes': addressChanges, 'address-confirmations': addressConfirmations, 'admin-registrations': adminRegistrations, health, mediatheques, 'proof-of-work': proofOfWork, registrations, 'sign-up-terms': signUpTerms, 'undelivered-mails': undeliveredMails, workshop };
