import account from './account';
import adminRegistrations from './admin-registrations';
import health from './health';
import mediatheques from './mediatheques';
import registrations from './registrations';
import undeliveredMails from './undelivered-mails';

export default { account, 'admin-registrations': adminRegistrations, health, mediatheques, registrations, 'undelivered-mails': undeliveredMails };
