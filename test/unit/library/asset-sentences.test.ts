import { describe, expect, test } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { sentencesOf } from '../../../src/library/asset-sentences.ts';
import { renderBody } from '../../../src/library/markdown/page-body.ts';
import { goodText, readAsset, readFiles } from '../../support/small-hub.ts';

interface Objection {
  heard: string;
  answer: string;
}
const card = (objections: readonly Objection[], body = 'Prose of the card.\n', more = '') =>
  readAsset(
    'battlecards/acme.md',
    goodText(
      `competitor: acme\nobjections:\n${objections
        .map(
          ({ heard, answer }) =>
            `  - heard: ${JSON.stringify(heard)}\n    answer: ${JSON.stringify(answer)}\n`,
        )
        .join('')}${more}`,
      body,
    ),
  );

const slugsOf = (text: string) =>
  sentencesOf(readAsset('collateral/a.md', goodText('', text))).map(({ slug }) => slug);
const answerOf = (body: string) => sentencesOf(readAsset('answers/a.md', goodText('', body)));

const cheaper = { heard: 'They are cheaper.', answer: 'Per day they are.' };
const slow = { heard: 'You are slow to answer.', answer: 'Seven minutes.' };
const far = { heard: 'You are far away.', answer: 'Ring us.' };

describe('the sentences of a battlecard', () => {
  const claims = `why_we_lose:
  - { claim: Their deposit is half., source: calls, seen_on: 2026-09-01, say: internal }
  - { claim: They are nearer., source: map, seen_on: 2026-09-01, good_for_days: 30 }
pricing:
  - We may match it.
`;

  test('are its entries, each with its address, reply and source', () => {
    const sentences = sentencesOf(card([cheaper], undefined, claims));
    expect(
      sentences.map(({ is, slug, words, reply, say, until = '' }) => [is, slug, words, reply, say, until]),
    ).toEqual([
      ['objection', 'objections/they-are-cheaper', 'They are cheaper.', 'Per day they are.', 'aloud', ''],
      ['claim', 'why-we-lose/they-are-nearer', 'They are nearer.', '', 'guidance', '2026-10-01'],
      ['paragraph', 'opening/prose-of-the-card', 'Prose of the card.', '', 'guidance', ''],
    ]);
    expect(sentences[1]?.source).toEqual({ from: 'map', seenOn: '2026-09-01', strength: 'primary' });
  });

  test('keep their addresses when neighbours come, go, move and are worded anew', () => {
    const slugOf = (objections: readonly Objection[]) =>
      sentencesOf(card(objections)).find(({ words }) => words === cheaper.heard)?.slug;
    const slug = slugOf([cheaper, slow]);
    expect(slug).toBeDefined();
    for (const others of [
      [far, cheaper, slow],
      [slow, cheaper],
      [cheaper],
      [{ ...slow, heard: 'You are slow.' }, cheaper],
      [{ ...cheaper, answer: 'Another answer.' }, slow],
    ])
      expect(slugOf(others)).toBe(slug);
  });
});

describe('the sentences of prose', () => {
  const body = `Lead of *two*
lines.

## Say this

- First "item".
- Second item[^1].

| They have | A month |
| --- | --- |
| 14 vans | £760 |

## Do not say

From £38.

### Nor this

Nothing.

## Proof

**Do not say:** that it rained.

Ask them.

[^1]: A note.
`;
  const piece = readAsset('collateral/a.md', goodText('audience: shareable', body));

  test('are its paragraphs, items and rows, without what must not be said', () => {
    expect(sentencesOf(piece).map(({ heading, words, say }) => `${heading}: ${words} (${say})`)).toEqual([
      ': Lead of two lines. (aloud)',
      'Say this: First "item". (aloud)',
      'Say this: Second item. (aloud)',
      'Say this: They have A month (aloud)',
      'Say this: 14 vans £760 (aloud)',
      'Proof: Ask them. (aloud)',
      'Footnotes: A note. (aloud)',
    ]);
  });

  test('are of a table only what it lets be said, at the address of the whole row', () => {
    const rows = '| Say | Never say |\n| --- | --- |\n| £38 a van. | Below £31 we lose money. |\n';
    const margins =
      '\n## Margins (internal)\n\nThirty.\n\n| Internal | £31 |\n| --- | --- |\n| Do not say | £30 |\n';
    const made = readAsset(
      'collateral/a.md',
      goodText('audience: shareable', `## Prices\n\n${rows}${margins}`),
    );
    expect(sentencesOf(made).map(({ slug, words }) => `${slug}: ${words}`)).toEqual([
      'prices/say-never-say: Say',
      expect.stringMatching(/^prices\/38-a-van-below-31-we-\w+: £38 a van\.$/),
    ]);
    const { library } = readFiles({
      'collateral/a.md': goodText('audience: shareable', `## Prices\n\n${rows}`),
    });
    const { html } = renderBody(made, library, compileMarkdown);
    expect(html).toContain(`id="${sentencesOf(made)[1]?.slug ?? ''}"`);
  });

  test('have the addresses that their page gives them, but for footnotes, which have their own', () => {
    const { library } = readFiles({ 'collateral/a.md': goodText('audience: shareable', body) });
    const { html } = renderBody(piece, library, compileMarkdown);
    const ids = Array.from(html.matchAll(/ id="([^"]+\/[^"]+)"/g), ([, id]) => id);
    const slugs = sentencesOf(piece).map(({ slug }) => slug);
    expect(slugs.slice(0, -1).filter((slug) => !ids.includes(slug))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('keep their addresses when paragraphs come, go and move', () => {
    const [one = ''] = slugsOf('## Part\n\nThe one.\n\nThe other.\n');
    expect(slugsOf('## Part\n\nBefore.\n\nThe other, reworded.\n\nThe one.\n')).toContain(one);
    expect(slugsOf('## Else\n\nWords.\n\n## Part\n\n- New\n\nThe one.\n')).toContain(one);
  });

  test('an author cannot pass a place of the page off as another', () => {
    const { library } = readFiles({
      'collateral/a.md': goodText('', '<p id="palette">Words of mine.</p>\n'),
    });
    const [asset] = library.assets;
    if (asset === undefined) throw new Error('no asset');
    const { html } = renderBody(asset, library, compileMarkdown);
    expect(html).not.toContain('id="palette"');
    expect(html).toContain('id="opening/words-of-mine"');
  });
});

describe('an answer', () => {
  test('is one sentence at the top of its page: its words before the first heading', () => {
    expect(answerOf('Yes.\n\nIt does.\n\n## More\n\nDetails.\n')).toMatchObject([
      { is: 'answer', slug: '', words: 'Yes.\nIt does.', say: 'aloud' },
    ]);
  });

  test('without such words is what comes first and may be said', () => {
    expect(answerOf('## Do not say\n\nNo.\n\n## Say\n\n**Internal:** x.\n\nYes.\n')[0]?.words).toBe('Yes.');
    expect(answerOf('## Do not say\n\nNo.\n')).toEqual([]);
  });
});
