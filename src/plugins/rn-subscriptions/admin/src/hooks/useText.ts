import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { formatDate } from '../../../shared/calendar-date';
import type { Locale } from '../../../shared/messages/locale';
import { PLUGIN_ID } from '../../../shared/permissions';

/** The panel's language, of the two that the plugin speaks: English wherever the panel is not in French. */
export const usePanelLocale = (): Locale => (useIntl().locale.startsWith('fr') ? 'fr' : 'en');

/** The plugin's sentences in the panel's language, by their key in translations/. */
export const useText = () => {
  const { formatMessage } = useIntl();
  return useCallback(
    (key: string, values?: Record<string, string | number>) =>
      formatMessage({ id: `${PLUGIN_ID}.${key}`, defaultMessage: key }, values),
    [formatMessage]
  );
};

/** Writes a day (`YYYY-MM-DD`) in the panel's language; nothing for none. */
export const useDay = () => {
  const locale = usePanelLocale();
  return (day: string | null) => (day ? formatDate(day, locale) : '');
};

/** Writes a moment (ISO 8601) in the panel's language, as clocks in France show it. */
export const useMoment = () => {
  const locale = usePanelLocale();
  const form = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: 'Europe/Paris',
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return (moment: string) => form.format(new Date(moment));
};
