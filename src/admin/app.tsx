import type { StrapiApp } from '@strapi/strapi/admin';

// The panel follows the browser's language only among those already chosen: without this, librarians start in English.
if (!window.localStorage.getItem('strapi-admin-language')) {
  window.localStorage.setItem('strapi-admin-language', 'fr');
}

// As if its ✕ had been clicked: an advertisement, in English, for a part of the panel that no librarian uses.
window.localStorage.setItem('STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED_FOR_false:false', 'true');

// Strapi's button under the pointer is too pale to be read (3.6 to 1, where WCAG 1.4.3 asks for 4.5).
const readableButtons = { colors: { buttonPrimary500: '#3a36d9' } };

export default {
  config: {
    theme: { light: readableButtons, dark: readableButtons },
    locales: ['fr', 'en'],
    tutorials: false,
    notifications: { releases: false },
    translations: {
      fr: {
        'Auth.form.welcome.title': 'Ressources numériques',
        'Auth.form.welcome.subtitle': 'Espace des bibliothécaires',
        'Auth.form.email.label': 'Adresse e-mail',
        'Auth.form.email.placeholder': 'prenom.nom@mediatheque.fr',
        'HomePage.addWidget.title': 'Ajouter un encadré',
        'HomePage.addWidget.button': 'Ajouter un encadré',
        'HomePage.addWidget.noWidgetsAvailable': 'Tous les encadrés sont déjà affichés',
        'content-manager.plugin.name': 'Gestion du contenu',
      },
      en: {
        'Auth.form.welcome.title': 'Digital resources',
        'Auth.form.welcome.subtitle': 'The librarians’ space',
      },
    },
  },
  register(app: StrapiApp) {
    // Figures on entries and API tokens are for those who run the panel; the box shows itself to everybody otherwise.
    app.widgets.register((widgets) =>
      widgets.map((widget) =>
        widget.id === 'key-statistics' ? { ...widget, permissions: [{ action: 'admin::users.read' }] } : widget
      )
    );
  },
  bootstrap() {},
};
