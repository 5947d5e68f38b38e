/** The elements of the palette that stay: made once, filled anew with every answer. */
import { createButton, element, icon } from '../elements.ts';

export interface PaletteFrame {
  dialog: HTMLElement;
  field: HTMLInputElement;
  chips: HTMLElement;
  /** One line about the answer, read out when it changes, and beside it what can be done about it. */
  remarks: HTMLElement;
  offer: HTMLElement;
  /** List and answer. */
  body: HTMLElement;
  list: HTMLElement;
  /** What the chosen hit says, beside the list or below it. */
  answer: HTMLElement;
  /** What stands in place of the list. */
  message: HTMLElement;
  /** To all hits and all facets, in the library. */
  all: HTMLAnchorElement;
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

/** The shape of the sprite, drawn here: what comes from another file is there a frame later, and the box is laid out anew. */
function createLens(): SVGSVGElement {
  const lens = icon();
  const path = document.createElementNS(lens.namespaceURI, 'path');
  path.setAttribute('d', 'm21 21-4.34-4.34M19 11a8 8 0 1 1-16 0 8 8 0 1 1 16 0z');
  lens.append(path);
  return lens;
}

function createKeys(): HTMLElement {
  const keys = element('p', 'palette-keys');
  keys.ariaHidden = 'true';
  for (const [key, does] of [
    ['↑↓', 'choose'],
    ['enter', 'open'],
    ['esc', 'close'],
  ] as const) {
    keys.append(element('kbd', '', key), ` ${does}`);
  }
  return keys;
}

/**
 * Makes the dialog, closed, as the last element of the page. It is a popover: Escape and a phone's way back close it, and
 * the focus returns to where it was. As a modal dialog it would make the whole page inert, and the style of every
 * element of a long page would be worked out anew, twice the work of all else that opening it takes. What inertness is for
 * is done here: the box lies on a sheet that takes the clicks, and focus does not leave.
 */
export function createFrame(): PaletteFrame {
  const field = createField();
  const chips = element('div', 'palette-chips');
  chips.role = 'group';
  chips.ariaLabel = 'Narrow the search';
  // A wheel that only goes up and down reaches the last chip too. To listen for the first wheel of a page costs half a
  // millisecond, so not before a pointer is there.
  const listen = () =>
    chips.addEventListener('wheel', ({ deltaY }) => (chips.scrollLeft += deltaY), { passive: true });
  chips.addEventListener('pointerenter', listen, { once: true });
  const remarks = element('p', 'palette-remarks');
  remarks.role = 'status';
  const offer = element('span', 'palette-offer');
  const list = element('div', 'palette-list');
  list.id = 'palette-list';
  list.role = 'listbox';
  list.ariaLabel = 'Results';
  const answer = element('section', 'palette-answer bare');
  answer.ariaLabel = 'What it says';
  const body = element('div', 'palette-body', list, answer);
  const message = element('div', 'palette-message');
  message.ariaLive = 'polite';
  const all = element('a', 'palette-all');
  const close = createButton('palette-close', () => dialog.hidePopover(), 'Close');
  const box = element(
    'div',
    'palette-box',
    element('div', 'palette-head', createLens(), field, close),
    chips,
    element('div', 'palette-status', remarks, offer),
    body,
    message,
    element('div', 'palette-foot', createKeys(), all),
  );
  const dialog = element('dialog', 'palette', box);
  dialog.popover = 'auto';
  dialog.ariaLabel = 'Search';
  dialog.ariaModal = 'true';
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.hidePopover());
  document.addEventListener('focusin', ({ target }) => {
    if (isOpen(dialog) && !dialog.contains(target as Node)) field.focus();
  });
  document.body.append(dialog);
  fitToKeyboard(dialog);
  return { dialog, field, chips, remarks, offer, body, list, answer, message, all };
}

export const isOpen = (dialog: HTMLElement): boolean => dialog.matches(':popover-open');

/** Less than this is what a phone's keyboard leaves, or letters of twice the size: then what is only good to have goes. */
const LOW_REM = 35;

/** The box ends where the keyboard of a phone begins, which lies over the page and not beside it. */
function fitToKeyboard(dialog: HTMLElement): void {
  const fit = (): void => {
    const height = window.visualViewport?.height ?? innerHeight;
    dialog.style.setProperty('--visible', `${String(height)}px`);
    const { fontSize } = getComputedStyle(document.documentElement);
    dialog.classList.toggle('low', height < LOW_REM * parseFloat(fontSize));
  };
  window.visualViewport?.addEventListener('resize', fit);
  dialog.addEventListener('beforetoggle', fit);
}

/** Resolves when the sheet is there, also when it cannot be had: a plain palette is better than none. */
export function styled(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve) => {
    if (link.sheet !== null) return resolve();
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
  });
}
