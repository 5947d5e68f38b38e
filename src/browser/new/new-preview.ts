/** How a piece will look: as a row of results, and as a page. */
import type { Draft } from '../../library/draft-text.ts';
import type { Hub } from '../../library/hub.ts';
import { kinds } from '../../library/kinds/kinds.ts';
import { nameOf } from '../../library/name-of.ts';
import type { CheckedDraft } from '../../publishing/draft/check.ts';
import { element, icon } from '../elements.ts';
import { createBody } from './new-preview-body.ts';

export interface Preview {
  show(draft: Draft, checked: CheckedDraft): void;
}

export function createPreview(node: HTMLElement, hub: Hub): Preview {
  return {
    show(draft, checked) {
      node.replaceChildren(
        element('h3', 'preview-kind', 'In a list'),
        renderRow(draft, checked),
        element('h3', 'preview-kind', 'As a page'),
        renderPage(draft, checked, hub),
      );
    },
  };
}

const said = (draft: Draft, key: string): string => {
  const value = draft.values[key];
  return typeof value === 'string' ? value : '';
};

function renderRow(draft: Draft, { shown }: CheckedDraft): HTMLElement {
  const line = shown.benefit || shown.summary;
  const row = element('div', 'row', icon(draft.kind), element('strong', '', shown.title || 'No title yet'));
  row.append(element('span', 'side-note', kinds[draft.kind].label));
  if (line !== '') row.append(element('p', '', line));
  return element('div', 'rows', row);
}

function renderPage(
  draft: Draft,
  { parts, shown, isDataFirst, sendable }: CheckedDraft,
  hub: Hub,
): HTMLElement {
  const page = element('div', 'preview-page', element('p', 'preview-title', shown.title || 'No title yet'));
  if (shown.summary !== '') page.append(element('p', 'lead', shown.summary));
  const owner = said(draft, 'owner');
  page.append(
    element('p', 'meta', element('span', '', owner === '' ? 'No owner yet' : nameOf(hub.people, owner))),
    element(
      'p',
      `can-send ${sendable?.what ?? ''}`,
      element('b', '', 'Can I send this?'),
      ' ',
      element('span', 'now', sendable?.says ?? 'Told here once every field fits.'),
    ),
  );
  if (shown.benefit !== '') {
    page.append(element('p', 'benefit', element('b', '', 'What’s in it for you'), ` ${shown.benefit}`));
  }
  const dataNodes = parts.flatMap(({ heading, text }) => [
    element('p', 'preview-heading', heading),
    element(
      'ul',
      '',
      ...text
        .split('\n')
        .filter(Boolean)
        .map((line) => element('li', '', line)),
    ),
  ]);
  const prose = element('div', 'prose', ...createBody(shown.body));
  const data = element('div', 'prose', ...dataNodes);
  page.append(...(isDataFirst ? [data, prose] : [prose, data]));
  if (parts.length > 0) {
    const differs = 'The page lays out lists and claims with their sources.';
    page.append(element('p', 'muted small preview-note', differs));
  }
  return page;
}
