/** One hit of the palette: an option of the list that is also a link, so that a middle click opens it beside. */
import { buildHitRow } from '../../search/query/hit-row.ts';
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
    show(hit, isBrief, today) {
      const { url, freshness, facts } = buildHitRow(hit, today);
      const classes = {
        kind: '',
        freshness: `palette-age ${freshness}`,
        audience: hit.internal ? '' : 'palette-outside',
        reasons: 'palette-why',
      };
      const meta = facts.map(({ says, text }): [className: string, text: string] => [classes[says], text]);
      const parts = hit.marked;
      showIcon(picture, hit.kind);
      link.href = url;
      link.classList.toggle('gone', freshness === 'expired');
      link.classList.toggle('brief', isBrief);
      // From letter to letter most rows say the same, and what is not touched costs nothing to draw.
      const now = JSON.stringify([parts, meta]);
      if (now !== shown) fill(parts, meta);
      shown = now;
    },
  };
}
