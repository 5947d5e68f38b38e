/** A brief as elements of the page: the same on the screen and on paper. */
import { urlOf } from '../../library/addresses.ts';
import { briefFacets, type BriefChoice, type BriefTerms } from '../../reader/brief/brief-choice.ts';
import type { SectionId } from '../../reader/brief/brief-kinds.ts';
import type { Brief, BriefItem, BriefSection } from '../../reader/brief/brief.ts';
import { renderDay, type Day } from '../../library/dates.ts';
import { nameOf } from '../../library/name-of.ts';
import { createButton, element, icon, type Child } from '../elements.ts';

const LABELS: Record<SectionId, string> = {
  play: 'The play',
  ask: 'Ask',
  trap: 'Let them find out',
  say: 'Say',
  prove: 'Prove it',
  expect: 'They will say',
  answer: 'They may ask',
  take: 'Take along',
  alone: 'For you alone',
};

/** What a brief is shown with. */
export interface ShownBrief {
  brief: Brief;
  choice: BriefChoice;
  terms: BriefTerms;
  today: Day;
  company: string;
}

/** The names of what was chosen, the rival first. */
export function namesOf(choice: BriefChoice, terms: BriefTerms): string[] {
  return briefFacets.flatMap((facet) => {
    const id = choice[facet];
    return id === undefined ? [] : [nameOf(terms[facet], id)];
  });
}

/** @param copied called when an entry is to be copied for the customer, or its note line for the CRM */
export function createBriefPage(
  { brief, choice, terms, today, company }: ShownBrief,
  copied: (item: BriefItem, button: HTMLButtonElement, isNote: boolean) => void,
): Node[] {
  const [title = '', ...others] = namesOf(choice, terms);
  return [
    element(
      'header',
      '',
      element('p', 'brief-made', `${company} · call brief · ${renderDay(today)} · internal`),
      element('h2', '', title),
      ...(others.length > 0 ? [element('p', 'brief-for', others.join(' · '))] : []),
      ...cardLines(brief),
    ),
    element('div', 'brief-columns', ...brief.sections.map((section) => createSection(section, copied))),
    element('footer', '', location.href),
  ];
}

function cardLines({ cards, claims }: Brief): Child[] {
  const gone = claims.all - claims.live;
  return cards.map(({ source, why }, at) => {
    const claimsSaid =
      at > 0 || claims.all === 0
        ? []
        : [
            `${String(claims.live)} of ${String(claims.all)} claims up to date`,
            ...(gone > 0 ? [gone === 1 ? 'the other is left out' : 'the others are left out'] : []),
          ];
    return element(
      'p',
      'brief-card',
      'Battlecard ',
      linkTo(source.id, source.title),
      ...(why.length + claimsSaid.length > 0 ? [` · ${[...why, ...claimsSaid].join(' · ')}`] : []),
    );
  });
}

function linkTo(id: string, words: string): HTMLAnchorElement {
  const link = element('a', '', words);
  link.href = urlOf(id);
  return link;
}

function createSection(
  { id, fits, items }: BriefSection,
  copied: (item: BriefItem, button: HTMLButtonElement, isNote: boolean) => void,
): HTMLElement {
  const heading = element('h3', '', LABELS[id]);
  const section = element(
    'section',
    '',
    element(
      'div',
      'brief-heading',
      heading,
      ...(fits.length > 0 ? [element('p', 'brief-why', fits.join(' · '))] : []),
    ),
    element('ul', '', ...items.map((item) => createItem(item, id, copied))),
  );
  heading.id = `brief-${id}`;
  section.setAttribute('aria-labelledby', heading.id);
  return section;
}

function createItem(
  item: BriefItem,
  section: SectionId,
  copied: (item: BriefItem, button: HTMLButtonElement, isNote: boolean) => void,
): HTMLElement {
  const { head, says, next, fits, internal, copies, source } = item;
  const why = [...fits, ...item.why];
  const row = element('li', '');
  if (head !== '')
    row.append(element('p', 'brief-head-line', section === 'expect' ? `“${head}”` : linkTo(source.id, head)));
  if (says !== '') row.append(element('p', 'brief-says', says));
  if (next !== '')
    row.append(
      element('p', 'brief-then', element('b', '', section === 'play' ? 'First' : 'Then ask'), ` ${next}`),
    );
  if (internal || why.length > 0)
    row.append(
      element(
        'p',
        'brief-why',
        ...(internal ? [element('span', 'tag internal', 'Do not say aloud'), ' '] : []),
        why.join(' · '),
      ),
    );
  if (copies !== undefined) row.append(createCopy(item, copied));
  return row;
}

function createCopy(
  item: BriefItem,
  copied: (item: BriefItem, button: HTMLButtonElement, isNote: boolean) => void,
): HTMLButtonElement {
  const button = createButton('copy', () => undefined, icon('copy'));
  button.addEventListener('click', ({ shiftKey }) => copied(item, button, shiftKey));
  button.ariaLabel = `Copy for the customer: ${item.says}`;
  button.title = 'Copy for the customer. With Shift: note line for the CRM';
  return button;
}
