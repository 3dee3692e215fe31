import addressConfirmations from './address-confirmations';
import adminRegistrations from './admin-registrations';
import health from './health';
import mediatheques from './mediatheques';
import registrations from './registrations';
import undeliveredMails from './undelivered-mails';

export default { 'address-confirmations': addressConfirmations, 'admin-registrations': adminRegistrations, health, mediatheques, registrations, 'undelivered-mails': undeliveredMails };
