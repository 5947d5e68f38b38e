/** One hit of the palette: an option of the list that is also a link, so that a middle click opens it beside. */
import { freshnessOn, renderFreshnessOn } from '../../library/freshness.ts';
import type { ExplainedHit, MarkedText } from '../../search/query/reasons.ts';
import type { Child } from '../elements.ts';
import { element, icon, showIcon } from '../elements.ts';

export interface PaletteRow {
  link: HTMLAnchorElement;
  /** Shows another hit in the same place: a row that stays does not flicker. `today` like `2027-01-31`. */
  show(hit: ExplainedHit, isBrief: boolean, today: string): void;
}

const marked = (parts: readonly MarkedText[]): Child[] =>
  parts.map(({ text, isMarked }) => (isMarked ? element('mark', '', text) : text));

export function createRow(number: number): PaletteRow {
  const picture = icon('search');
  const text = element('span', 'palette-text');
  const link = element('a', 'palette-hit', picture, text);
  let shown = '';
  link.id = `palette-hit-${number}`;
  link.role = 'option';
  link.tabIndex = -1;

  function fill({ title, section, note }: ExplainedHit['marked'], meta: [className: string, text: string][]) {
    const place = section.length > 0 ? [element('span', 'palette-section', ...marked(section))] : [];
    text.replaceChildren(
      element('span', 'palette-line', element('span', 'palette-title', ...marked(title)), ...place),
      element('span', 'palette-note', ...marked(note)),
      element('span', 'hit-meta palette-meta', ...meta.map(([name, said]) => element('span', name, said))),
    );
  }

  return {
    link,
    show({ kind, kindLabel, url, section, freshness, internal, marked: parts, reasons }, isBrief, today) {
      const state = freshnessOn(freshness, today);
      const meta: [className: string, text: string][] = [
        ['', kindLabel],
        [`palette-age ${state}`, renderFreshnessOn(freshness, today)],
        internal ? ['', 'Internal only'] : ['palette-outside', 'May be shared'],
      ];
      if (reasons !== '') meta.push(['palette-why', reasons]);
      showIcon(picture, kind);
      link.href = section.slug === '' ? url : `${url}#${encodeURIComponent(section.slug)}`;
      link.classList.toggle('gone', state === 'expired');
      link.classList.toggle('brief', isBrief);
      // From letter to letter most rows say the same, and what is not touched costs nothing to draw.
      const now = JSON.stringify([parts, meta]);
      if (now !== shown) fill(parts, meta);
      shown = now;
    },
  };
}
