import { PERMISSIONS } from '../../../shared/permissions';

const needs = (permission: { action: string }[]) => ({
  policies: [
    'admin::isAuthenticatedAdmin',
    { name: 'admin::hasPermissions', config: { actions: permission.map(({ action }) => action) } },
  ],
});

/** The librarians' page, and the coordinators' page of mails, which has no scope. A grant opens the route; which rows it shows is decided by the scope, in the query. */
export default {
  type: 'admin',
  routes: [
    { method: 'GET', path: '/me', handler: 'admin-registrations.me', config: needs(PERMISSIONS.read) },
    { method: 'GET', path: '/registrations', handler: 'admin-registrations.find', config: needs(PERMISSIONS.read) },
    {
      method: 'GET',
      path: '/registrations/export',
      handler: 'admin-registrations.export',
      config: needs(PERMISSIONS.exportList),
    },
    {
      method: 'GET',
      path: '/registrations/:documentId',
      handler: 'admin-registrations.findOne',
      config: needs(PERMISSIONS.read),
    },
    {
      method: 'GET',
      path: '/registrations/:documentId/mails',
      handler: 'admin-registrations.mails',
      config: needs(PERMISSIONS.read),
    },
    {
      method: 'GET',
      path: '/registrations/:documentId/history',
      handler: 'admin-registrations.history',
      config: needs(PERMISSIONS.read),
    },
    {
      method: 'POST',
      path: '/registrations/:documentId/mails/:mail/send-again',
      handler: 'admin-registrations.sendAgain',
      config: needs(PERMISSIONS.decide),
    },
    {
      method: 'GET',
      path: '/mediatheques/address-changes',
      handler: 'address-changes.find',
      config: needs(PERMISSIONS.wholeNetwork),
    },
    { method: 'GET', path: '/mails', handler: 'undelivered-mails.find', config: needs(PERMISSIONS.undelivered) },
    {
      method: 'POST',
      path: '/mails/send-again',
      handler: 'undelivered-mails.sendAllAgain',
      config: needs(PERMISSIONS.undelivered),
    },
    {
      method: 'POST',
      path: '/mails/hold/release',
      handler: 'undelivered-mails.release',
      config: needs(PERMISSIONS.undelivered),
    },
    {
      method: 'POST',
      path: '/mails/:documentId/send-again',
      handler: 'undelivered-mails.sendAgain',
      config: needs(PERMISSIONS.undelivered),
    },
    {
      method: 'POST',
      path: '/mails/:documentId/dismiss',
      handler: 'undelivered-mails.dismiss',
      config: needs(PERMISSIONS.undelivered),
    },
    { method: 'GET', path: '/workshop', handler: 'workshop.find', config: needs(PERMISSIONS.undelivered) },
    { method: 'POST', path: '/workshop', handler: 'workshop.open', config: needs(PERMISSIONS.undelivered) },
    { method: 'DELETE', path: '/workshop', handler: 'workshop.close', config: needs(PERMISSIONS.undelivered) },
    {
      method: 'PUT',
      path: '/registrations/:documentId',
      handler: 'admin-registrations.update',
      config: needs(PERMISSIONS.decide),
    },
    {
      method: 'DELETE',
      path: '/registrations/:documentId',
      handler: 'admin-registrations.erase',
      config: needs(PERMISSIONS.decide),
    },
  ],
};
