import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { formatDate } from '../../../shared/calendar-date';
import type { Locale } from '../../../shared/messages/locale';
import { PLUGIN_ID } from '../../../shared/permissions';
import type { TextKey } from '../translations';

/**
 * The language in which the plugin's sentences are shown, of the two that it speaks: that of the texts themselves. Whoever has chosen French in
 * a panel that a host has in English alone reads English, dates included.
 */
export const usePanelLocale = (): Locale => (useIntl().messages[`${PLUGIN_ID}.language`] === 'fr' ? 'fr' : 'en');

/** The plugin's sentences in the panel's language, by their key in translations/. */
export const useText = () => {
  const { formatMessage } = useIntl();
  return useCallback(
    (key: TextKey, values?: Record<string, string | number>) =>
      formatMessage({ id: `${PLUGIN_ID}.${key}`, defaultMessage: key }, values),
    [formatMessage]
  );
};

/** Writes a day (`YYYY-MM-DD`) in the panel's language; nothing for none. */
export const useDay = () => {
  const locale = usePanelLocale();
  return (day: string | null) => (day ? formatDate(day, locale) : '');
};

const IN_FRANCE = { timeZone: 'Europe/Paris', dateStyle: 'long', timeStyle: 'short' } as const;
const MOMENT: Record<Locale, Intl.DateTimeFormat> = {
  fr: new Intl.DateTimeFormat('fr-FR', IN_FRANCE),
  en: new Intl.DateTimeFormat('en-GB', IN_FRANCE),
};

/** Writes a moment (ISO 8601) in the panel's language, as clocks in France show it. */
export const useMoment = () => {
  const locale = usePanelLocale();
  return (moment: string) => MOMENT[locale].format(new Date(moment));
};
