/** The elements of the palette that stay: made once, filled anew with every answer. */
import { element, icon } from './palette-rows.ts';

export interface PaletteFrame {
  dialog: HTMLDialogElement;
  field: HTMLInputElement;
  chips: HTMLElement;
  remarks: HTMLElement;
  list: HTMLElement;
  empty: HTMLElement;
  /** To all hits, in the library. */
  all: HTMLAnchorElement;
}

export function createButton(
  className: string,
  pressed: () => void,
  ...children: (Node | string)[]
): HTMLButtonElement {
  const made = element('button', className, ...children);
  made.type = 'button';
  made.addEventListener('click', pressed);
  return made;
}

function createField(): HTMLInputElement {
  const field = element('input', 'palette-field');
  field.type = 'text';
  field.role = 'combobox';
  field.placeholder = 'What did the customer say?';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.enterKeyHint = 'go';
  field.ariaLabel = 'Search the hub';
  field.ariaAutoComplete = 'list';
  field.ariaExpanded = 'false';
  field.setAttribute('autocapitalize', 'none');
  field.setAttribute('aria-controls', 'palette-list');
  return field;
}

function createKeys(): HTMLElement {
  const keys = element('p', 'palette-keys');
  keys.ariaHidden = 'true';
  for (const [key, does] of [
    ['↑↓', 'choose'],
    ['enter', 'open'],
    ['esc', 'close'],
  ] as const) {
    keys.append(element('span', '', element('kbd', '', key), ` ${does}`));
  }
  return keys;
}

/** Makes the dialog, closed, as the last element of the page. */
export function createFrame(): PaletteFrame {
  const field = createField();
  const chips = element('div', 'palette-chips');
  chips.role = 'group';
  chips.ariaLabel = 'Narrow the search';
  const remarks = element('p', 'palette-remarks');
  remarks.role = 'status';
  const list = element('div', 'palette-list');
  list.id = 'palette-list';
  list.role = 'listbox';
  list.ariaLabel = 'Results';
  const empty = element('div', 'palette-empty');
  const all = element('a', 'palette-all');
  const dialog = element('dialog', 'palette');
  dialog.ariaLabel = 'Search';
  const close = createButton('palette-close', () => dialog.close(), 'Close');
  dialog.append(
    element('div', 'palette-head', icon('search'), field, close),
    chips,
    remarks,
    list,
    empty,
    element('div', 'palette-foot', createKeys(), all),
  );
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  return { dialog, field, chips, remarks, list, empty, all };
}

/** Resolves when the sheet is there, also when it cannot be had: a plain palette is better than none. */
export function styled(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve) => {
    if (link.sheet !== null) return resolve();
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
  });
}
