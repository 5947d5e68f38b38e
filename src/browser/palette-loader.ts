/** All of search that a page carries before anybody wants to search: what brings the rest, everything at once. */
import { startSearchWorker } from './search-start.ts';

function load() {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = document.querySelector<HTMLElement>('[data-palette]')?.dataset['palette'] ?? '';
  document.head.append(style);
  const worker = startSearchWorker();
  return import('./palette.ts').then(({ createPalette }) => createPalette(worker, style));
}

let palette: ReturnType<typeof load> | undefined;
const warm = () => (palette ??= load());
const opener = (event: Event) => (event.target as Element).closest?.('[data-search-open]');
const open = () => void warm().then((made) => made.open());

/** Fetches search when a search button is pointed at or focused; opens it on its click, on `/` and on Ctrl or Cmd with K. */
export function openPaletteOnIntent(): void {
  for (const intent of ['pointerover', 'focusin']) {
    document.addEventListener(intent, (event) => opener(event) && void warm());
  }
  document.addEventListener('click', (event) => opener(event) && open());
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).matches?.('input, select, textarea, [contenteditable]');
    const withControl = event.ctrlKey || event.metaKey;
    const isShortcut = withControl
      ? event.key.toLowerCase() === 'k' && !event.altKey
      : event.key === '/' && !typing;
    if (!isShortcut) return;
    event.preventDefault();
    open();
  });
}
