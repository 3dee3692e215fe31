import type { StrapiApp, WidgetArgs } from '@strapi/strapi/admin';
import { Book, Clock } from '@strapi/icons';
import { PERMISSIONS, PLUGIN_ID } from '../../shared/permissions';
import { textsIn, type TextKey } from './translations';

const text = (key: TextKey) => ({ id: `${PLUGIN_ID}.${key}`, defaultMessage: key });

export default {
  register(app: StrapiApp) {
    app.registerPlugin({ id: PLUGIN_ID, name: PLUGIN_ID });

    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: Book,
      intlLabel: text('page.title'),
      permissions: PERMISSIONS.read,
      position: 1,
      Component: () => import('./pages/App'),
    });

    const waiting: WidgetArgs = {
      icon: Clock,
      title: text('widget.title'),
      component: async () => (await import('./components/WaitingWidget')).WaitingWidget,
      pluginId: PLUGIN_ID,
      id: 'waiting',
      link: { label: text('widget.open'), href: `/plugins/${PLUGIN_ID}?status=pending` },
      permissions: PERMISSIONS.read,
    };
    // First on the home page: it is what a librarian comes for.
    app.widgets.register((widgets) => [waiting, ...widgets]);
  },

  async registerTrads({ locales }: { locales: string[] }) {
    return Promise.all(
      locales.map(async (locale) => {
        const texts = await textsIn(locale);
        return { locale, data: Object.fromEntries(texts.map(([key, text]) => [`${PLUGIN_ID}.${key}`, text])) };
      })
    );
  },
};
