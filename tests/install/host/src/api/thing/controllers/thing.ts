import { factories } from '@strapi/strapi';

export default factories.createCoreController('api::thing.thing' as never);
