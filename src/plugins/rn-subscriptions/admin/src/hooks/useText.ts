import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import { DEFAULT_TIME_ZONE, formatDate } from '../../../shared/calendar-date';
import type { Locale } from '../../../shared/messages/locale';
import { PLUGIN_ID } from '../../../shared/permissions';
import { useRnMeQuery } from '../services/registrations';
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

/** Writes a moment (ISO 8601) in the panel's language, as the network's clocks show it. */
export const useMoment = () => {
  const locale = usePanelLocale();
  const { data: me } = useRnMeQuery();
  const form = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: me?.timeZone ?? DEFAULT_TIME_ZONE,
    dateStyle: 'long',
    timeStyle: 'short',
  });
  return (moment: string) => form.format(new Date(moment));
};
