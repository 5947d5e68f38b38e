/** What the buttons of a page do that keep its asset: among the favourites, or in a collection. */
import {
  createCollection,
  isFavourite,
  toggleFavourite,
  toggleInCollection,
  type Outcome,
  type SavedAsset,
} from '../../reader/collections/collection.ts';
import { element } from '../elements.ts';
import { assetOfPage } from './mine-asset.ts';
import { changeMine, readMine } from './mine-store.ts';
import { MINE_PATH } from '../../library/addresses.ts';

/** Comes with the box: most pages never need it. */
const STYLE = `
.collect {
  position: fixed;
  margin: 0;
  width: min(19rem, calc(100vw - 2rem));
  max-height: 70vh;
  overflow: auto;
  padding: 0.85rem 1rem 1rem;
  border: 1px solid var(--border-strong);
  border-radius: var(--radius);
  background: var(--surface);
  color: var(--text);
  font-size: var(--step--1);
  box-shadow: var(--shadow-lg);
}
.collect h2 { font-size: var(--step-0); }
.collect ul { list-style: none; margin-block: 0.5rem; }
.collect label { display: flex; gap: 0.5rem; align-items: baseline; padding-block: 0.25rem; }
.collect form { display: flex; gap: 0.4rem; margin-block: 0.5rem 0.75rem; }
.collect [type='text'] {
  flex: 1;
  min-width: 0;
  padding: 0.35rem 0.5rem;
  border: 1px solid var(--border-strong);
  border-radius: 6px;
  background: var(--bg);
}
`;

const button = (what: string): HTMLElement | null => document.querySelector(`button[data-mine=${what}]`);

/** Does what the button says. */
export function saveAsset(pressed: HTMLElement): void {
  if (pressed.dataset['mine'] === 'collect') openBox(pressed);
  else toggle();
}

export function showFavourite(): void {
  const asset = assetOfPage();
  const isOne = asset !== undefined && isFavourite(readMine().mine, asset.id);
  button('favourite')?.setAttribute('aria-pressed', String(isOne));
}

function toggle(): void {
  const asset = assetOfPage();
  if (asset === undefined) return;
  const outcome = changeMine((mine) => toggleFavourite(mine, bare(asset)));
  showFavourite();
  const isOne = outcome.mine !== undefined && isFavourite(outcome.mine, asset.id);
  say(outcome, isOne ? 'Saved to your favourites.' : 'Taken out of your favourites.');
}

const bare = ({ id, title }: SavedAsset): SavedAsset => ({ id, title });

/** Saved is heard and seen on the button; what went wrong is read. */
function say({ problem }: Outcome, done: string): void {
  const place = document.querySelector<HTMLElement>('[data-mine-said]');
  if (place === null) return;
  place.classList.toggle('sr-only', problem === undefined);
  place.textContent = problem ?? done;
}

let box: HTMLElement | undefined;

function openBox(opener: HTMLElement): void {
  box ??= makeBox(opener);
  fillBox(box);
  box.showPopover();
  const { left, bottom } = opener.getBoundingClientRect();
  const room = { width: innerWidth - box.offsetWidth - 16, height: innerHeight - box.offsetHeight - 16 };
  box.style.left = `${String(Math.max(16, Math.min(left, room.width)))}px`;
  box.style.top = `${String(Math.max(16, Math.min(bottom + 6, room.height)))}px`;
  box.querySelector('input')?.focus();
}

function makeBox(opener: HTMLElement): HTMLElement {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  document.adoptedStyleSheets.push(sheet);
  const made = element('div', 'collect');
  made.popover = 'auto';
  made.role = 'dialog';
  made.ariaLabel = 'Your collections';
  made.addEventListener('toggle', ({ newState }) => {
    opener.ariaExpanded = String(newState === 'open');
    // A browser gives the focus back from the outer of two boxes alone.
    if (newState === 'closed') opener.focus();
  });
  opener.after(made);
  return made;
}

function fillBox(into: HTMLElement): void {
  const asset = assetOfPage();
  if (asset === undefined) return;
  const list = element('ul', '');
  for (const { name, pieces: assets } of readMine().mine.collections) {
    const check = element('input', '');
    check.type = 'checkbox';
    check.checked = assets.some(({ id }) => id === asset.id);
    check.addEventListener('change', () => {
      const outcome = changeMine((mine) => toggleInCollection(mine, name, bare(asset)));
      if (outcome.problem !== undefined) check.checked = !check.checked;
      say(outcome, check.checked ? `Saved in “${name}”.` : `Taken out of “${name}”.`);
    });
    list.append(element('li', '', element('label', '', check, name)));
  }
  const field = element('input', '');
  field.type = 'text';
  field.placeholder = 'New collection';
  field.ariaLabel = 'Name of a new collection';
  field.maxLength = 60;
  const add = element('button', 'button', 'Add');
  const form = element('form', '', field, add);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const name = field.value;
    const outcome = changeMine((mine) => createCollection(mine, name, [bare(asset)]));
    say(outcome, `Saved in the new collection “${name.trim()}”.`);
    if (outcome.mine === undefined) return;
    into.hidePopover();
    into.parentElement?.closest<HTMLElement>('[popover]')?.hidePopover();
  });
  const yours = element('a', '', 'All that you saved');
  yours.href = MINE_PATH;
  into.replaceChildren(element('h2', '', 'Add to a collection'), list, form, yours);
}
