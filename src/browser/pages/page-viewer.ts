/**
 * Leafing through the pages of a file: by key, button and small picture, and over all of the screen. The page itself shows
 * them and lets fingers move them; this is fetched when it has nothing else to do.
 */
import style from '../../styles/page-viewer.css?inline';
import { isTyping } from '../is-typing.ts';

/** Pages beside the shown one whose pictures come before they are asked for. */
const AHEAD = 2;

function openViewer(viewer: HTMLElement): void {
  const list = viewer.querySelector<HTMLElement>('.pages-list');
  const bar = viewer.querySelector<HTMLElement>('.pages-bar');
  if (list === null || bar === null) return;
  const items = [...list.children] as HTMLElement[];
  const links = [...viewer.querySelectorAll<HTMLAnchorElement>('.pages-strip a')];
  const strip = viewer.querySelector<HTMLElement>('.pages-strip');
  const place = bar.querySelector('.pages-at');
  const buttons = new Map(
    [...bar.querySelectorAll<HTMLButtonElement>('[data-leaf]')].map((each) => [each.dataset['leaf'], each]),
  );
  const isFull = () => 'full' in viewer.dataset;
  let shown = -1;
  /** Where somebody leafed, the address follows. */
  let isLeafed = false;

  const nearest = () => Math.min(items.length - 1, Math.round(list.scrollLeft / (list.clientWidth || 1)));

  function show(at: number): void {
    if (at === shown) return;
    shown = at;
    if (place !== null) place.textContent = `${String(at + 1)} / ${String(items.length)}`;
    const [before, next] = [buttons.get('-1'), buttons.get('1')];
    if (before) before.disabled = at === 0;
    if (next) next.disabled = at === items.length - 1;
    for (const item of items.slice(Math.max(0, at - 1), at + AHEAD + 1)) {
      const picture = item.querySelector('img');
      if (picture) picture.loading = 'eager';
    }
    links.forEach((link, own) => {
      if (own === at) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
    const small = links[at]?.parentElement;
    if (strip && small)
      strip.scrollTo({
        left: small.offsetLeft - strip.offsetLeft - (strip.clientWidth - small.clientWidth) / 2,
      });
    const id = items[at]?.querySelector('figure')?.id;
    if (isLeafed && id !== undefined) history.replaceState(history.state, '', `#${id}`);
  }

  function go(at: number, behavior: ScrollBehavior = 'smooth'): void {
    const wanted = Math.max(0, Math.min(items.length - 1, at));
    const isStill = isFull() || matchMedia('(prefers-reduced-motion: reduce)').matches;
    list?.scrollTo({ left: wanted * list.clientWidth, behavior: isStill ? 'instant' : behavior });
    // Keys that follow fast count from where this one leads.
    show(wanted);
  }

  function fill(isWanted: boolean): void {
    const at = shown;
    viewer.toggleAttribute('data-full', isWanted);
    const label = buttons.get('full')?.querySelector('span');
    if (label) label.textContent = isWanted ? 'Leave full screen' : 'Full screen';
    go(at, 'instant');
    list?.focus({ preventScroll: true });
  }

  async function toggleFull(): Promise<void> {
    const isWanted = !isFull();
    fill(isWanted);
    // A phone that gives no element its screen has the window filled.
    if (isWanted) await viewer.requestFullscreen?.().catch(() => undefined);
    else if (document.fullscreenElement === viewer) await document.exitFullscreen().catch(() => undefined);
  }

  /** Whether the key was for the viewer. */
  function press(key: string): boolean {
    if (key === 'ArrowRight' || key === 'PageDown') go(shown + 1);
    else if (key === 'ArrowLeft' || key === 'PageUp') go(shown - 1);
    else if (key === 'Home') go(0);
    else if (key === 'End') go(items.length - 1);
    else if (key.toLowerCase() === 'f') void toggleFull();
    else if (key === 'Escape' && isFull()) void toggleFull();
    else return false;
    return true;
  }

  let isNear = false;
  new IntersectionObserver(([entry]) => (isNear = entry?.isIntersecting === true), {
    threshold: 0.6,
  }).observe(list);
  // Before the keys of the page: F is its favourite anywhere else.
  document.addEventListener(
    'keydown',
    (event) => {
      const { key, target, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (ctrlKey || metaKey || altKey || shiftKey || isTyping(event)) return;
      const isHere = isFull() || viewer.contains(target as Node);
      // Left and right mean nothing else to a page that is being read.
      const isMeant = isHere || (isNear && target === document.body && /^Arrow(?:Left|Right)$/.test(key));
      if (!isMeant) return;
      isLeafed ||= /^(?:Arrow[LR]|Page|Home|End)/.test(key);
      if (!press(key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  viewer.addEventListener('click', (event) => {
    const target = event.target as Element;
    const leaf = target.closest<HTMLElement>('[data-leaf]')?.dataset['leaf'];
    const link = links.findIndex((each) => each.contains(target));
    if (leaf === 'full') return void toggleFull();
    if (leaf !== undefined || link >= 0) {
      isLeafed = true;
      go(link >= 0 ? link : shown + Number(leaf));
      event.preventDefault();
      return;
    }
    if (target.closest('.pages-list img') === null) return;
    if (!isFull()) return void toggleFull();
    isLeafed = true;
    go(shown + (event.clientX < innerWidth / 3 ? -1 : 1));
  });
  viewer.addEventListener('pointerdown', () => (isLeafed = true), { once: true });
  document.addEventListener('fullscreenchange', () => {
    if (document.fullscreenElement !== viewer && isFull()) fill(false);
  });
  // In another width the same page stays: till it was moved there, a place in the list is that of the width before.
  let width = list.clientWidth;
  list.addEventListener('scroll', () => list.clientWidth === width && show(nearest()), { passive: true });
  new ResizeObserver(() => {
    width = list.clientWidth;
    list.scrollTo({ left: shown * width, behavior: 'instant' });
  }).observe(list);

  bar.hidden = false;
  if (strip !== null) strip.hidden = false;
  show(nearest());
  const mark = () => void import('./searched-words.ts').then(({ markSearched }) => markSearched(viewer));
  addEventListener('hashchange', mark);
  if (location.hash !== '') mark();
}

export function openViewers(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  document.adoptedStyleSheets.push(sheet);
  document.querySelectorAll<HTMLElement>('[data-pages]').forEach(openViewer);
}
