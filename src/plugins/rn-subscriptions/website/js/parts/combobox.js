import { element, setAttribute } from '../dom.js';
import { texts } from '../i18n/index.js';

const PAUSE_IN_TYPING_MS = 200;

/**
 * A text input with a list to choose from, after the ARIA pattern “combobox with list autocomplete”: arrows, Enter, Tab
 * and Escape; the number of results is announced. `search(text)` promises options `{ key, label }`; `choice` is
 * `{ text, chosen }`, an object of the caller's that keeps what is typed and the option chosen, or null.
 * Returns `{ element, input }`.
 */
export const combobox = ({ id, name, choice, search }) => {
  const words = texts().mediatheques;
  let options = [];
  let active = -1;
  let latestSearch = 0;
  let timer;

  const list = element('ul', {
    id: `${id}-list`,
    class: 'options',
    role: 'listbox',
    'aria-label': words.list,
    hidden: true,
  });
  const status = element('p', { class: 'hint', role: 'status' });
  const retry = element(
    'button',
    { type: 'button', class: 'button button-plain', hidden: true, click: () => retryNow() },
    texts().retry
  );
  const input = element('input', {
    id,
    name,
    type: 'text',
    required: true,
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
    input: () => typed(),
    keydown: (event) => onKey(event),
    blur: () => close(),
  });
  input.value = choice.text;

  const isOpen = () => !list.hidden;

  const say = (text, { canRetry = false } = {}) => {
    status.textContent = text;
    retry.hidden = !canRetry;
  };

  const activate = (index) => {
    active = index;
    [...list.children].forEach((item, position) => item.setAttribute('aria-selected', String(position === index)));
    setAttribute(input, 'aria-activedescendant', list.children[index]?.id);
    list.children[index]?.scrollIntoView({ block: 'nearest' });
  };

  const close = () => {
    clearTimeout(timer);
    latestSearch += 1;
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    activate(-1);
    if (!choice.chosen && retry.hidden) say('');
  };

  const choose = (option) => {
    choice.chosen = option;
    choice.text = option.label;
    input.value = option.label;
    close();
    say(words.chosen(option.label));
  };

  const open = (found) => {
    options = found;
    list.replaceChildren(
      ...found.map((option, index) =>
        element(
          'li',
          { id: `${id}-option-${index}`, role: 'option', 'aria-selected': 'false', click: () => choose(option) },
          option.label
        )
      )
    );
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(isOpen()));
    activate(-1);
    list.scrollIntoView({ block: 'nearest' });
    say(found.length === 0 ? words.none : words.found(found.length));
  };

  const find = async () => {
    const thisSearch = ++latestSearch;
    say(words.loading);
    try {
      const found = await search(input.value.trim());
      if (thisSearch === latestSearch) open(found);
    } catch {
      if (thisSearch !== latestSearch) return;
      close();
      say(words.failed, { canRetry: true });
    }
  };

  const retryNow = () => {
    input.focus();
    find();
  };

  const typed = () => {
    choice.text = input.value;
    choice.chosen = null;
    close();
    if (input.value.trim() !== '') timer = setTimeout(find, PAUSE_IN_TYPING_MS);
  };

  const move = (step) => {
    if (!isOpen()) return find();
    return activate((active + step + options.length) % options.length);
  };

  const accept = (event) => {
    const option = options[active] ?? (options.length === 1 ? options[0] : null);
    if (isOpen() && option) choose(option);
    // While nothing is chosen, Enter belongs to the list and does not send the form.
    else if (choice.chosen || choice.text === '') return;
    event.preventDefault();
  };

  const onKey = (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : active === -1 ? 0 : -1);
    } else if (event.key === 'Enter') accept(event);
    else if (event.key === 'Tab' && isOpen() && active !== -1) choose(options[active]);
    else if (event.key === 'Escape' && isOpen()) {
      event.preventDefault();
      close();
    }
  };

  // A press on an option must not take the focus, or the list would close before the click arrives.
  list.addEventListener('mousedown', (event) => event.preventDefault());

  if (choice.chosen) say(words.chosen(choice.chosen.label));
  return {
    element: element(
      'div',
      { class: 'combobox' },
      element('div', { class: 'combobox-input' }, input, list),
      status,
      retry
    ),
    input,
  };
};
