import { element } from '../dom.js';
import { texts } from '../i18n/index.js';

const summaryOf = ({ title, intro, problems, fields }) => {
  const items = problems.map(({ field: name, message }) => {
    const wrong = fields.find((candidate) => candidate.name === name);
    if (!wrong) return element('li', {}, message);
    const goThere = (event) => {
      event.preventDefault();
      wrong.focus();
    };
    return element('li', {}, element('a', { href: '#', click: goThere }, message));
  });
  return [
    element('h2', {}, title),
    intro ? element('p', {}, intro) : null,
    items.length ? element('ul', {}, ...items) : null,
  ].filter(Boolean);
};

/**
 * A form that is checked here first (`check()` returns problems, `[{ field, message, part? }]`), then by the server
 * (`send()` throws what api.js throws). Problems are summed up at its top, where the focus goes, and said at each
 * field; whatever was typed stays; it is sent once, however often the button is pressed.
 */
export const form = ({ id, fields, check, send, submit, failedTitle, extra = [] }) => {
  const summary = element('div', { class: 'summary', tabindex: '-1', hidden: true });
  const button = element('button', { type: 'submit', class: 'button' }, submit.label);
  let sending = false;

  const setSending = (isSending) => {
    sending = isSending;
    button.textContent = isSending ? submit.sending : submit.label;
    button.setAttribute('aria-disabled', String(isSending));
  };

  const clear = () => {
    summary.hidden = true;
    for (const each of fields) each.setProblem(null);
    document.title = document.title.replace(texts().problems.pageTitle, '');
  };

  const show = ({ title, intro = undefined, problems = [] }) => {
    summary.replaceChildren(...summaryOf({ title, intro, problems, fields }));
    for (const { field: name, message, part } of problems)
      fields.find((each) => each.name === name)?.setProblem(message, part);
    document.title = texts().problems.pageTitle + document.title;
    summary.hidden = false;
    summary.focus();
  };

  const onSubmit = async (event) => {
    event.preventDefault();
    if (sending) return;
    clear();
    const problems = check();
    if (problems.length > 0) return show({ title: texts().problems.title, problems });

    for (const each of fields) each.beforeSending?.();
    setSending(true);
    try {
      await send();
    } catch (error) {
      if (error.kind === 'invalid') show({ title: texts().problems.title, problems: error.fields });
      else if (error.kind === 'network')
        show({ title: failedTitle, intro: `${error.message} ${texts().problems.kept}` });
      else if (error.kind !== 'session') show({ title: failedTitle, intro: error.message });
    } finally {
      setSending(false);
    }
  };

  return element(
    'form',
    { id, novalidate: true, submit: onSubmit },
    summary,
    ...fields.map((each) => each.element),
    ...extra,
    element('div', { class: 'buttons' }, button)
  );
};
