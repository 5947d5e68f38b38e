/** Hits as elements. Every text is set as text, never as markup. */
import type { SearchAnswer, SearchHit } from '../search/open-index.ts';
import type { Match } from '../search/rank.ts';

type Child = Node | string;

/** An element with a class and children; '' for no class. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

const shortestMarked = 2;

/** The text with words marked that begin like a matched one: the index knows words by their stem, and so does this. */
function marked(text: string, matches: readonly Match[]): Child[] {
  const beginnings = matches
    .flatMap(({ word }) => word.split(' '))
    .filter((word) => word.length >= shortestMarked)
    .map((word) => word.slice(0, Math.max(3, word.length - 3)));
  return text.split(/([\p{L}\p{N}]+)/u).map((part, at) => {
    if (at % 2 === 0) return part;
    const folded = part.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return beginnings.some((beginning) => folded.startsWith(beginning)) ? element('mark', '', part) : part;
  });
}

function freshnessMark({ freshness }: SearchHit, today: string): Child[] {
  if (freshness.expires !== undefined && freshness.expires < today) {
    return [element('span', 'palette-tag bad', 'Expired')];
  }
  if (freshness.reviewBy !== undefined && freshness.reviewBy < today) {
    return [element('span', 'palette-tag warn', 'Review overdue')];
  }
  return [];
}

const reasons: Record<Match['how'], (match: Match) => string> = {
  exact: ({ word }) => word,
  completed: ({ word }) => word,
  corrected: ({ typed, word }) => `${word} for “${typed}”`,
  synonym: ({ typed, word }) => `${word}, another word for “${typed}”`,
  joined: ({ word }) => word,
};

function listReasons(matches: readonly Match[]): string {
  return [...new Set(matches.map((match) => reasons[match.how](match)))].join(', ');
}

/** Why this was found, in words: "Title: price, objection · Text: discount". */
function whyOf(matches: readonly Match[]): string {
  const title = listReasons(matches.filter(({ inTitle }) => inTitle));
  const text = listReasons(matches.filter(({ inTitle }) => !inTitle));
  return [title && `Title: ${title}`, text && `Text: ${text}`].filter((part) => part !== '').join(' · ');
}

/** One hit: an option of the list that is also a link, so that a middle click opens it beside. */
export function renderHit(hit: SearchHit, number: number, today: string): HTMLAnchorElement {
  const { section, why } = hit;
  const link = element('a', 'palette-hit');
  link.id = `palette-hit-${number}`;
  link.href = section.slug === '' ? hit.url : `${hit.url}#${encodeURIComponent(section.slug)}`;
  link.role = 'option';
  link.tabIndex = -1;
  link.setAttribute('aria-selected', 'false');
  const title = element('span', 'palette-title', ...marked(hit.title, why));
  const place =
    section.heading === '' || section.heading === hit.title
      ? []
      : [element('span', 'palette-section', ...marked(section.heading, why))];
  const internal = hit.internal ? [element('span', 'palette-tag', 'Internal only')] : [];
  link.append(
    icon(hit.kind),
    element(
      'span',
      'palette-text',
      element('span', 'palette-line', title, ...place),
      ...(hit.note === '' ? [] : [element('span', 'palette-note', hit.note)]),
      element('span', 'palette-why', whyOf(why)),
    ),
    element(
      'span',
      'palette-side',
      ...freshnessMark(hit, today),
      ...internal,
      element('span', 'palette-kind', hit.kindLabel),
    ),
  );
  return link;
}

/** What was done to the words: corrections, and what nobody has. '' when there is nothing to say. */
export function renderRemarks({ total, corrected, missing }: SearchAnswer): string {
  const words = missing.map((word) => (word.startsWith('"') ? word : `“${word}”`)).join(', ');
  return [
    ...corrected.map(({ typed, word }) => `Showing “${word}” for “${typed}”.`),
    ...(total > 0 && words !== '' ? [`No asset has ${words}.`] : []),
  ].join(' ');
}
