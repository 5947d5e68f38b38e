/** One hit of the palette: an option of the list that is also a link, so that a middle click opens it beside. */
import { buildHitRow } from '../../search/query/hit-row.ts';
import type { ExplainedHit } from '../../search/query/explained.ts';
import type { MarkedText } from '../../search/query/marks.ts';
import type { Child } from '../elements.ts';
import { element, icon, showIcon } from '../elements.ts';

export interface PaletteRow {
  link: HTMLAnchorElement;
  /**
   * Shows another hit in the same place: a row that stays does not flicker. `today` like `2027-01-31`; `isAway`: its page
   * does not open now.
   */
  show(hit: ExplainedHit, isBrief: boolean, today: string, isAway: boolean): void;
}

const marked = (parts: readonly MarkedText[]): Child[] =>
  parts.map(({ text, isMarked }) => (isMarked ? element('mark', '', text) : text));

/** @param name tells its element from those of other rows */
export function createRow(name: string): PaletteRow {
  const picture = icon('search');
  const text = element('span', 'palette-text');
  const page = element('img', 'palette-page');
  const link = element('a', 'palette-hit', picture, text);
  let shown = '';
  let pictured = '';
  let id = '';
  page.addEventListener('error', () => page.remove());
  link.id = `palette-hit-${name}`;
  link.role = 'option';
  link.tabIndex = -1;

  function fill(
    { title, section, sentence, note }: ExplainedHit['marked'],
    language: string,
    meta: [className: string, text: string][],
  ) {
    const place = section.length > 0 ? [element('span', 'palette-section', ...marked(section))] : [];
    const line = element(
      'span',
      'palette-line',
      element('span', 'palette-title', ...marked(title)),
      ...place,
    );
    const words = element('span', 'palette-note', ...marked(sentence.length > 0 ? sentence : note));
    // Left out where it is that of the interface.
    if (language !== '') line.lang = words.lang = language;
    text.replaceChildren(
      line,
      words,
      element('span', 'hit-meta palette-meta', ...meta.map(([name, said]) => element('span', name, said))),
    );
  }

  async function showPage({ pictures, section: { slug } }: ExplainedHit): Promise<void> {
    const wanted = pictures === '' ? '' : `${pictures}#${slug}`;
    if (wanted === pictured) return;
    pictured = wanted;
    if (wanted === '') return page.remove();
    const { findPicture } = await import('./palette-pages.ts');
    // Its place is there before it comes, so that nothing moves then.
    page.removeAttribute('src');
    page.alt = '';
    link.append(page);
    const found = await findPicture({ pictures, slug });
    if (pictured !== wanted) return;
    if (found === undefined) page.remove();
    else Object.assign(page, { alt: found.alt, src: found.src });
  }

  return {
    link,
    show(hit, isBrief, today, isAway) {
      const { url, freshness, facts } = buildHitRow(hit, today);
      const classes = {
        kind: '',
        place: '',
        freshness: `palette-age ${freshness}`,
        audience: hit.internal ? '' : 'palette-outside',
        reasons: 'palette-why',
      };
      const meta = facts.map(({ says, text }): [className: string, text: string] => [classes[says], text]);
      if (isAway) meta.unshift(['palette-away', 'Not on this device']);
      const parts = hit.marked;
      showIcon(picture, hit.kind);
      link.href = url;
      link.classList.toggle('gone', freshness === 'expired');
      link.classList.toggle('brief', isBrief);
      // From letter to letter most rows say the same, and what is not touched costs nothing to draw.
      const now = JSON.stringify([parts, hit.language, meta]);
      if (now !== shown) fill(parts, hit.language, meta);
      shown = now;
      // While only titles are known again, what was found of the same page stays.
      if (!isBrief || hit.id !== id) void showPage(hit);
      id = hit.id;
    },
  };
}
