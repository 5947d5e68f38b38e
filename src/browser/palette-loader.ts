/** All of search that a page carries before anybody wants to search: what brings the rest. */

const load = () => import('./palette.ts');
const opener = (event: Event) => (event.target as Element).closest?.('[data-search-open]');
const openPalette = () => void load().then((palette) => palette.openPalette());

/** Fetches search when a search button is pointed at or focused; opens it on its click, on `/` and on Ctrl or Cmd with K. */
export function openPaletteOnIntent(): void {
  for (const intent of ['pointerover', 'focusin']) {
    addEventListener(
      intent,
      (event) => opener(event) && void load().then((palette) => palette.warmPalette()),
    );
  }
  document.addEventListener('click', (event) => opener(event) && openPalette());
  document.addEventListener('keydown', (event) => {
    const typing = (event.target as Element).matches?.('input, select, textarea, [contenteditable]');
    const withControl = event.ctrlKey || event.metaKey;
    const isShortcut = withControl
      ? event.key.toLowerCase() === 'k' && !event.altKey
      : event.key === '/' && !typing;
    if (!isShortcut) return;
    event.preventDefault();
    openPalette();
  });
}
