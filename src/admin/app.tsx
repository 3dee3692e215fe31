import type { StrapiApp } from '@strapi/strapi/admin';

// The panel follows the browser's language only among those already chosen: without this, librarians start in English.
if (!window.localStorage.getItem('strapi-admin-language')) {
  window.localStorage.setItem('strapi-admin-language', 'fr');
}

export default {
  config: {
    locales: ['fr', 'en'],
    tutorials: false,
    notifications: { releases: false },
  },
  bootstrap(_app: StrapiApp) {},
};
