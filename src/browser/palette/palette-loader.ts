/** All of search that a page carries before anybody wants to search: what brings the rest, everything at once. */
import { isTyping } from '../is-typing.ts';
import { startSearchWorker } from '../search/search-start.ts';
import { LIBRARY_PATH } from '../../library/addresses.ts';

function load() {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = document.querySelector<HTMLElement>('[data-palette]')?.dataset['palette'] ?? '';
  document.head.append(style);
  const worker = startSearchWorker();
  return import('./palette.ts').then((code) => code.createPalette(worker, style));
}

let palette: ReturnType<typeof load> | undefined;
/** What was typed since the shortcut, while the box is on its way: it belongs into the box. */
let early: string | undefined;
const warm = () => (palette ??= load());
const opener = (event: Event) => (event.target as Element).closest?.('[data-search-open]');

function open(): void {
  early ??= '';
  void warm()
    .then((made) => made.open())
    .then(() => handEarly(document.activeElement), goToLibrary);
}

/**
 * The library searches as well. That of a hub that was built anew has the code that this page asks for in vain, and
 * without a network the browser says so.
 */
function goToLibrary(): void {
  location.assign(`${LIBRARY_PATH}?q=${encodeURIComponent(early ?? '')}`);
}

function keepEarly(event: KeyboardEvent): void {
  const { key } = event;
  if (key.length === 1) early += key;
  else if (key === 'Backspace') early = early?.slice(0, -1);
  else return;
  event.preventDefault();
}

function handEarly(field: Element | null): void {
  const typed = early;
  early = undefined;
  if (!typed || !(field instanceof HTMLInputElement)) return;
  field.value = typed;
  field.dispatchEvent(new Event('input'));
}

function reopen(): void {
  if ((history.state as { search?: object } | null)?.search !== undefined) open();
}

/**
 * Fetches search when a search button is pointed at or focused; opens it on its click, on `/`, on Ctrl or
 * Cmd with K, and where the way back leads to a page from which a hit was opened (`palette-left.ts`).
 */
export function openPaletteOnIntent(): void {
  for (const intent of ['pointerover', 'focusin']) {
    document.addEventListener(intent, (event) => opener(event) && void warm());
  }
  document.addEventListener('click', (event) => opener(event) && open());
  addEventListener('pageshow', reopen);
  addEventListener('popstate', reopen);
  document.addEventListener('keydown', (event) => {
    const typing = isTyping(event);
    const withControl = event.ctrlKey || event.metaKey;
    if (early !== undefined && !withControl && !typing) return keepEarly(event);
    const isShortcut = withControl
      ? event.key.toLowerCase() === 'k' && !event.altKey
      : event.key === '/' && !typing;
    if (!isShortcut) return;
    event.preventDefault();
    open();
  });
}
