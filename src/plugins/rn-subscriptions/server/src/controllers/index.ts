import adminRegistrations from './admin-registrations';
import health from './health';
import mediatheques from './mediatheques';
import registrations from './registrations';

export default { 'admin-registrations': adminRegistrations, health, mediatheques, registrations };
