/**
 * Landing on a sentence: it is unfolded, brought into view, marked, and has the focus, so that the next key goes on from there.
 * Fetched where the address names a sentence, and with the palette, whose hits may lie on the page that is open.
 */
import { nearestSentence, partOf } from '../library/nearest-sentence.ts';

const LANDED = 'data-landed';

function wantedSlug(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

/** The sentence of an address. One that was worded anew is found by what is left of its words, else its heading stands for it. */
function findSentence(slug: string): HTMLElement | null {
  const own = document.getElementById(slug);
  if (own !== null) return own;
  const slugs = Array.from(document.querySelectorAll<HTMLElement>('article [id*="/"]'), ({ id }) => id);
  return document.getElementById(nearestSentence(slug, slugs) ?? partOf(slug));
}

function unfold(place: HTMLElement): void {
  place.querySelector('details')?.setAttribute('open', '');
  for (let around: Element | null = place; around !== null; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) around.open = true;
  }
}

/** Goes to the sentence that the address names; does nothing for an address of anything else. */
function land(): void {
  document.querySelector(`[${LANDED}]`)?.removeAttribute(LANDED);
  const slug = wantedSlug();
  if (!slug.includes('/')) return;
  const place = findSentence(slug);
  if (place === null) return;
  unfold(place);
  place.setAttribute(LANDED, '');
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'center', behavior: 'instant' });
}

land();
addEventListener('hashchange', land);
