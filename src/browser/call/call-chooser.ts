/** The screen on which a call begins: type whom they talk about, Enter. */
import type { ShortListEntry } from '../../search/query/short-list.ts';
import { isCovered, leaveOnEscape, typeInto } from './call-screen.ts';
import { createChoiceList } from './choice-list.ts';

const field = document.querySelector<HTMLInputElement>('[role=combobox]');
const box = document.querySelector<HTMLElement>('[role=listbox]');
leaveOnEscape();
if (field !== null && box !== null) startChooser(field, box);

function startChooser(field: HTMLInputElement, box: HTMLElement): void {
  const list = createChoiceList(box, field, [], entryOf, () => undefined);
  list.enter();
  typeInto(field);
  const status = document.querySelector<HTMLElement>('[role=status]');
  const order = (): void => {
    const isMissing = list.order(field.value) === 0;
    if (status !== null) status.textContent = isMissing ? `There is no card on “${field.value.trim()}”.` : '';
  };
  field.addEventListener('input', order);
  // What was typed while this was on its way.
  if (field.value !== '') order();
  document.addEventListener('keydown', (event) => {
    const { key, isComposing, target } = event;
    if (isComposing || isCovered()) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') list.move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Enter' && target === field) open(list.chosen());
    else return;
    event.preventDefault();
  });
  box.addEventListener('click', (event) => {
    const option = (event.target as Element).closest<HTMLElement>('[role=option]');
    if (option === null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    open(option);
  });
}

function entryOf(option: HTMLElement): ShortListEntry {
  return {
    heard: `${option.querySelector('[data-heard]')?.textContent ?? ''}\n${option.dataset['also'] ?? ''}`,
    says: option.textContent,
  };
}

/** In place of this page, so that Escape in the call leads back to where the call was begun. */
function open(option: HTMLElement | undefined): void {
  if (option instanceof HTMLAnchorElement) location.replace(option.href);
}
