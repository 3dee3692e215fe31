import Mustache from 'mustache';
import type { Locale } from '../../../../shared/messages/locale';
import type { Placeholder, Template } from './template';

export type Values = Partial<Record<Placeholder, string>>;

/** Mustache's own tokens: text, a value, a section, an inverted section; anything else can include files or skip escaping. */
const ALLOWED_TOKENS = ['text', 'name', '#', '^'];

type Token = [type: string, value: string, start: number, end: number, ...children: unknown[]];

const HTML_ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A person's or a setting's text as it may stand in HTML, attributes included. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => HTML_ESCAPES[character]);

const fill = (template: string, values: Values, escape: (text: string) => string) =>
  Mustache.render(template, values, {}, { escape: (value) => escape(String(value)) })
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** The first thing in a template that is not a known placeholder, or that Mustache cannot read; null where all is well. */
export const templateProblem = (template: string, placeholders: readonly string[]): string | null => {
  const problemIn = (tokens: Token[]): string | null => {
    for (const [type, value, , , children] of tokens) {
      if (!ALLOWED_TOKENS.includes(type)) return value;
      if (type !== 'text' && !placeholders.includes(value)) return value;
      const inside = Array.isArray(children) ? problemIn(children) : null;
      if (inside) return inside;
    }
    return null;
  };
  try {
    return problemIn(Mustache.parse(template));
  } catch (error) {
    return (error as Error).message;
  }
};

/** The placeholders that a template speaks of, conditions among them; none where Mustache cannot read it. */
export const placeholdersIn = (template: string): string[] => {
  const namesIn = (tokens: Token[]): string[] =>
    tokens.flatMap(([type, value, , , children]) =>
      type === 'text' ? [] : [value, ...(Array.isArray(children) ? namesIn(children) : [])]
    );
  try {
    return namesIn(Mustache.parse(template));
  } catch {
    return [];
  }
};

/** Placeholders that are an address: alone in a paragraph they become a button. */
const LINKS = ['requestLink', 'websiteLink', 'accountLink'] as const;

const LABELS: Record<Locale, Record<(typeof LINKS)[number], string>> = {
  fr: {
    requestLink: 'Ouvrir la demande',
    websiteLink: 'Ouvrir « Ressources numériques »',
    accountLink: 'Choisir mon mot de passe',
  },
  en: { requestLink: 'Open the request', websiteLink: 'Open “Digital resources”', accountLink: 'Choose my password' },
};

/** A paragraph of HTML; takes text that is escaped already, with line breaks. */
export const htmlText = (text: string): string => `<p style="margin:0 0 16px">${text.replace(/\n/g, '<br>')}</p>`;

/** A link as a button, with the address in full below it; takes both escaped already. */
export const htmlLink = ({ address, label }: { address: string; label: string }): string => {
  const button = `<a href="${address}" style="display:inline-block;padding:12px 20px;background:#271fe0;color:#ffffff;border-radius:4px;text-decoration:none;font-weight:bold">${label}</a>`;
  return `<p style="margin:0 0 8px">${button}</p>\n<p style="margin:0 0 16px;font-size:14px;color:#4a4a6a;word-break:break-all">${address}</p>`;
};

/** The whole HTML of a mail around its paragraphs; `title` is plain text. */
export const htmlPage = ({
  title,
  paragraphs,
  locale,
}: {
  title: string;
  paragraphs: string[];
  locale: Locale;
}): string => `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:24px 12px;background:#f6f6f9">
<div style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #dcdce4;border-radius:4px;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#212134">
${paragraphs.join('\n')}
</div>
</body>
</html>`;

const paragraph = (text: string, values: Values, locale: Locale): string => {
  const link = LINKS.find((name) => values[name] && escapeHtml(values[name]) === text);
  if (!link) return htmlText(text);
  return htmlLink({ address: text, label: LABELS[locale][link] });
};

/**
 * A mail's subject, text and HTML. Values are text wherever they land: escaped in the HTML, one line in the subject,
 * never read as a template again.
 */
export const render = ({ template, values, locale }: { template: Template; values: Values; locale: Locale }) => {
  // `=?` begins an encoded word (RFC 2047): typed into a name, it would be decoded to what no check has seen.
  const subject = fill(template.subject, values, (text) => text)
    .replace(/\s+/g, ' ')
    .replace(/=\?/g, '= ?');
  const text = fill(template.body, values, (value) => value);
  const paragraphs = fill(escapeHtml(template.body), values, escapeHtml).split(/\n{2,}/);
  const html = htmlPage({
    title: subject,
    paragraphs: paragraphs.map((one) => paragraph(one, values, locale)),
    locale,
  });
  return { subject, text, html };
};
