export type Locale = 'fr' | 'en';

/** What a person reads, French first. */
export type Sentence = Record<Locale, string>;

/** French unless the reader prefers English: the first of the two that `Accept-Language` names, by its weights. */
export const localeOf = (acceptLanguage: string | undefined): Locale => {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part, index) => {
      const [tag, ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], weight: quality === undefined ? 1 : Number(quality), index };
    })
    .filter(({ language, weight }) => (language === 'fr' || language === 'en') && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  return wanted[0]?.language === 'en' ? 'en' : 'fr';
};
