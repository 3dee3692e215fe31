import { factories } from '@strapi/strapi';

export default factories.createCoreService('api::thing.thing' as never);
