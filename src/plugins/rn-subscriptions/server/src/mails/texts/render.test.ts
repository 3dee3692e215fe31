import { render, templateProblem } from './render';
import { BUILT_IN } from './templates';
import { PLACEHOLDERS } from './template';

const values = {
  patronName: 'Hélène <b>Dupont</b> {{reason}}',
  mediatheque: 'Noyon — Médiathèque & Cie',
  validFrom: '1 janvier 2026',
  expiresOn: '1 janvier 2027',
  requestLink: 'https://admin.example.org/admin/plugins/rn-subscriptions?patron=abc',
  websiteLink: 'https://site.example.org/inscription/',
  networkName: 'Réseau des médiathèques',
};
const all = Object.entries(BUILT_IN).flatMap(([kind, languages]) =>
  Object.entries(languages).map(([language, template]) => [kind, language as 'fr' | 'en', template] as const)
);

describe.each(all)('the built-in mail %s in %s', (_kind, locale, template) => {
  test('uses known placeholders only and leaves none, and no hole, in the text', () => {
    expect(templateProblem(template.subject, PLACEHOLDERS)).toBeNull();
    expect(templateProblem(template.body, PLACEHOLDERS)).toBeNull();
    const given = [{}, { reason: 'Vous n’êtes pas inscrit.' }, { guardianName: 'Jeanne Dupont' }];
    for (const more of given) {
      const { text, html, subject } = render({
        template,
        values: { ...values, patronName: 'Hélène Dupont', ...more },
        locale,
      });
      for (const part of [text, html, subject]) expect(part).not.toMatch(/\{\{|undefined|\n{3,}/);
    }
  });
});

test('a mail about a child speaks to the parent or guardian, and names the child', () => {
  const of = (kind: 'receipt' | 'validated' | 'refused') =>
    render({
      template: BUILT_IN[kind].fr,
      values: { ...values, patronName: 'Élodie Dupont', guardianName: 'Jeanne Dupont' },
      locale: 'fr',
    });
  for (const kind of ['receipt', 'validated', 'refused'] as const)
    expect(of(kind)).toMatchObject({
      text: expect.stringMatching(/^Bonjour Jeanne Dupont,\n/),
      subject: expect.stringContaining('Élodie Dupont'),
    });
  expect(of('validated').text).toContain(
    'votre médiathèque a validé l’inscription demandée pour Élodie Dupont aux ressources numériques.\n\nSon abonnement est valable'
  );
  for (const kind of ['receipt', 'validated', 'refused'] as const)
    expect(of(kind).text).not.toMatch(/[Vv]otre (demande d’)?(inscription|abonnement)/);
});

test('what a person typed is text: no markup, no template, no second line in the subject', () => {
  const { text, html, subject } = render({ template: BUILT_IN['new-request'].fr, values, locale: 'fr' });
  expect(text).toContain('Hélène <b>Dupont</b> {{reason}} demande');
  expect(html).toContain('Hélène &lt;b&gt;Dupont&lt;/b&gt; {{reason}} demande');
  expect(subject).toBe('Nouvelle demande d’inscription : Hélène <b>Dupont</b> {{reason}}');
  const split = render({
    template: { subject: 'À {{patronName}}', body: 'x' },
    values: { patronName: 'A\r\nBcc: b@example.com' },
    locale: 'fr',
  });
  expect(split.subject).toBe('À A Bcc: b@example.com');
});

test('what a coordinator writes into a template is text too', () => {
  const { html } = render({
    template: { subject: 'x', body: 'Lire & <img src=x> < 18 ans, {{patronName}}' },
    values: { patronName: 'A & B' },
    locale: 'fr',
  });
  expect(html).toContain('Lire &amp; &lt;img src=x&gt; &lt; 18 ans, A &amp; B');
});

test('a link that stands alone is a button, and a link typed by somebody is not', () => {
  const { html } = render({
    template: BUILT_IN.refused.fr,
    values: { ...values, reason: 'https://evil.example.net' },
    locale: 'fr',
  });
  expect(html).not.toContain('href="https://evil');
  expect(render({ template: BUILT_IN.receipt.fr, values, locale: 'fr' }).html).toContain(
    '<a href="https://site.example.org/inscription/"'
  );
});

test.each([
  ['Bonjour {{nom}}', 'nom'],
  ['{{{patronName}}}', 'patronName'],
  ['{{&patronName}}', 'patronName'],
  ['{{> fichier}}', 'fichier'],
  ['{{#reason}}{{inconnu}}{{/reason}}', 'inconnu'],
  ['{{#reason}} sans fin', expect.stringContaining('reason')],
  ['{{patronName}} {{#reason}}{{reason}}{{/reason}}', null],
])('a template %p has the problem %p', (template, problem) =>
  expect(templateProblem(template, PLACEHOLDERS)).toEqual(problem)
);
