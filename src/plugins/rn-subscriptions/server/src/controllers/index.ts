import adminRegistrations from './admin-registrations';
import mediatheques from './mediatheques';
import registrations from './registrations';

export default { 'admin-registrations': adminRegistrations, mediatheques, registrations };
