import { describe, expect, test } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import type { FileText } from '../../../src/files/file-text.ts';
import { sendableOf } from '../../../src/library/audience.ts';
import { renderBody } from '../../../src/library/markdown/page-body.ts';
import { goodText, readAsset, readFiles } from '../../support/small-hub.ts';

const SHAREABLE = 'audience: shareable';
const CLAIM = 'source: map, seen_on: 2026-11-01';
const said = (path: string, more: string, body?: string): string =>
  sendableOf(readAsset(path, goodText(`${SHAREABLE}\n${more}`, body))).says;
const card = (more: string) => said('battlecards/acme.md', `competitor: acme\n${more}`);

const PARTS = 'All but what is marked as for you or not to be said.';
const ALL = 'Yes, all of it.';

describe('of a card that may be sent', () => {
  test.each([
    ['a claim of ours', `why_we_win:\n  - { claim: We answer, ${CLAIM} }`, ALL],
    ['one that is internal', `proof:\n  - { claim: We answer, ${CLAIM}, say: internal }`, PARTS],
    ['where they beat us, true in public too', `why_we_lose:\n  - { claim: They are near, ${CLAIM} }`, PARTS],
    ['a pricing note', 'pricing:\n  - We may match it.', PARTS],
  ])('%s', (_, more, says) => {
    expect(card(more)).toBe(says);
  });
});

describe('of a page with a file', () => {
  const slide = {
    is: 'slide',
    number: 2,
    title: 'Price',
    texts: ['€9'],
    hidden: [],
    isHidden: false,
  } as const;
  const withDeck = (body: string, notes: readonly string[]): string => {
    const text: FileText = { sort: 'pptx', parts: [{ ...slide, notes }], left: [], traces: [] };
    const page = readAsset('collateral/a.md', goodText(SHAREABLE, body));
    return sendableOf({ ...page, attachments: [{ file: 'deck.pptx', name: '', read: { text } }] }).says;
  };
  const MORE =
    'Its file holds more, which is for us alone: notes for the speaker (slide 2). Ask its owner for a clean copy.';

  test.each([
    ['that holds what everybody sees', 'Sent.\n', [], ALL],
    ['that carries notes', 'Sent.\n', ['Say less.'], `The page, yes. ${MORE}`],
    [
      'that carries notes, and a text with an inner part',
      'Sent.\n\nDo not say: kept.\n',
      ['Say less.'],
      `${PARTS} ${MORE}`,
    ],
  ])('%s', (_, body, notes, says) => {
    expect(withDeck(body, notes)).toBe(says);
  });
});

describe('of a text that may be sent', () => {
  const HELD_BACK: [string, string][] = [
    ['below a heading', '## Offer\n\nSent.\n\n## Do not say\n\n- Kept.\n\n### Why\n\nKept too.\n'],
    ['of itself', 'Sent.\n\nDo not say: kept.\n'],
    ['behind a label', 'Sent.\n\nInternal only\n\nKept.\n'],
    ['in a column', '| Van | Internal |\n| --- | --- |\n| Sent | kept |\n'],
  ];

  test.each(HELD_BACK)('what says so %s stays, in words and on paper', (_, body) => {
    expect(said('collateral/a.md', '', body)).toBe(PARTS);
    const { library } = readFiles({ 'collateral/a.md': goodText(SHAREABLE, body) });
    const asset = library.byId.get('collateral/a');
    if (asset === undefined) throw new Error('The file was not read.');
    const { html } = renderBody(asset, library, compileMarkdown);
    const elements = [...html.matchAll(/<(?:h\d|p|li|t[dh])\b([^>]*)>([^<]+)/g)];
    const marked = elements.flatMap(([, attributes, words]) =>
      attributes?.includes('data-held-back') === true ? [words] : [],
    );
    const kept = elements.flatMap(([, , words]) =>
      /^(?:Offer|Sent\.?|Van)$/.test(words ?? '') ? [] : [words],
    );
    expect(marked).toEqual(kept);
  });

  test('a callout speaks to who sells', () => {
    expect(said('collateral/a.md', '', 'Sent.\n\n> [!NOTE] Before you quote\n> Ask.\n')).toBe(PARTS);
  });

  test('anything else goes out, and nothing of it is marked', () => {
    expect(said('collateral/a.md', '', '## Terms\n\nSay it aloud.\n')).toBe(ALL);
  });
});

test('pages that stay inside carry no marks for paper', () => {
  const { library } = readFiles({ 'collateral/a.md': goodText('', '## Do not say\n\nKept.\n') });
  const [asset] = library.assets;
  if (asset === undefined) throw new Error('The file was not read.');
  expect(renderBody(asset, library, compileMarkdown).html).not.toContain('data-held-back');
});
