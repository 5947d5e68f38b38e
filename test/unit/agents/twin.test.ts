import { describe, expect, test } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { buildAssetRow } from '../../../src/agents/files/asset-list.ts';
import { buildPieces, renderTwin } from '../../../src/agents/text/twin.ts';
import { goodText, readFiles, smallHub } from '../../support/small-hub.ts';

const others = {
  'answers/price.md': goodText('audience: shareable'),
  'answers/secret-draft.md': goodText('draft: true'),
};

/** The text of an asset beside some others, without its front matter. */
function textOf(
  path: string,
  text: string,
  { today = '2026-11-22', forCustomer = false }: { today?: string; forCustomer?: boolean } = {},
): string {
  return wholeOf(path, text, { today, forCustomer }).replace(/^---\n[^]*?\n---\n\n/, '');
}

function wholeOf(path: string, text: string, reader: { today: string; forCustomer: boolean }): string {
  const { library } = readFiles({ ...others, [path]: text }, ['files/plan.pdf', 'files/van.png']);
  const asset = library.byId.get(path.replace('.md', ''));
  if (asset === undefined) throw new Error(`no asset at ${path}`);
  return renderTwin(buildAssetRow(asset, smallHub), buildPieces(asset, library, compileMarkdown), reader);
}

const body = (text: string, more = '') =>
  textOf('collateral/a.md', goodText(more, text)).replace('# A title\n\n', '');
const theirs = (text: string, more = 'audience: shareable') =>
  textOf('collateral/a.md', goodText(more, text), { forCustomer: true }).replace('# A title\n', '').trim();

const card = `competitor: acme
why_we_win:
  - { claim: We answer *by phone*., source: Their page, source_url: "https://acme.example/help", seen_on: 2026-09-01 }
  - { claim: They have no app., source: Trial, seen_on: 2026-09-01, good_for_days: 30, strength: inferred }
why_we_lose:
  - { claim: Their deposit is half., source: Deal notes, seen_on: 2026-09-01, say: internal }
  - { claim: Their vans are newer., source: Their page, seen_on: 2026-09-01 }
objections:
  - { heard: They are cheaper., answer: Per day they are., ask: How many days? }
pricing: [We may match it.]`;

describe('a battlecard as Markdown', () => {
  test('holds its claims with source, days and whether they may be said, an expired one struck out', () => {
    expect(textOf('battlecards/acme.md', goodText(card, 'They sell by phone.\n'))).toMatchInlineSnapshot(`
      "# A title

      ## Objections

      - “They are cheaper.”\\
        **Answer:** Per day they are.\\
        **Then ask:** How many days?

      ## Why we win

      - We answer \\*by phone\\*. ([Their page](https://acme.example/help), seen 2026-09-01, good until 2027-02-28)
      - ~~They have no app.~~ **Expired 2026-10-01: not to be repeated.** (Trial, seen 2026-09-01, good until 2026-10-01; our inference)

      ## Why we lose

      - **Do not say aloud:** Their deposit is half. (Deal notes, seen 2026-09-01, good until 2027-02-28)
      - **Do not say aloud:** Their vans are newer. (Their page, seen 2026-09-01, good until 2027-02-28)

      ## Pricing

      - **Do not say aloud:** We may match it.

      They sell by phone.
      "
    `);
  });

  test('strikes a claim out by the day on which it is asked for', () => {
    const later = textOf('battlecards/acme.md', goodText(card), { today: '2027-06-01' });
    expect(later).toContain('- ~~We answer \\*by phone\\*.~~ **Expired 2027-02-28: not to be repeated.**');
    expect(later).toContain('- **Do not say aloud:** ~~Their deposit is half.~~ **Expired 2027-02-28');
  });

  test('gives a customer what is written to be said, and neither sources nor headings of what is left out', () => {
    expect(textOf('battlecards/acme.md', goodText(card), { forCustomer: true })).toMatchInlineSnapshot(`
      "# A title

      ## Objections

      - “They are cheaper.”\\
        **Answer:** Per day they are.\\
        **Then ask:** How many days?

      ## Why we win

      - We answer \\*by phone\\*.
      "
    `);
  });
});

test('the front matter says revision, audience, owner and days; a customer reads neither owner nor benefit', () => {
  const text = goodText('benefit: You win.\nexpires: 2026-11-30\nproducts: [routes]\naudience: shareable');
  const front = (forCustomer: boolean) =>
    wholeOf('answers/a.md', text, { today: '2026-11-22', forCustomer })
      .split('---')[1]
      ?.replace(/revision: "[0-9a-f]{12}"/, 'revision: (twelve hex digits)');
  expect(front(false)).toMatchInlineSnapshot(`
    "
    id: "answers/a"
    kind: "answer"
    title: "A title"
    benefit: "You win."
    url: "/answers/a/"
    revision: (twelve hex digits)
    audience: "shareable"
    language: "en"
    owner: {"id":"ines-varga","name":"Ines Varga"}
    reviewed: "2026-11-01"
    review_by: "2027-03-01"
    expires: "2026-11-30"
    products: ["routes"]
    as_of: "2026-11-22"
    "
  `);
  expect(front(true)).toMatchInlineSnapshot(`
    "
    title: "A title"
    revision: (twelve hex digits)
    language: "en"
    expires: "2026-11-30"
    as_of: "2026-11-22"
    "
  `);
});

test('a page that has expired says so first', () => {
  expect(textOf('answers/a.md', goodText('expires: 2026-11-01'))).toContain(
    '> **This page expired 2026-11-01. Ask its owner before you use any of it.**',
  );
});

describe('a body as Markdown', () => {
  test('is what its author wrote', () => {
    const written = `Say *this* and __that__.

## A heading

1. One
2. Two
   - with \`code\`

| a | b |
| - | -: |
| 1 | 2 |

> A quote, and [a page elsewhere](https://example.com/a_b).

\`\`\`sh
echo   "as it stands"
\`\`\``;
    expect(body(`${written}\n`)).toBe(`${written}\n`);
  });

  test('shows nothing that the page hides', () => {
    const shown = body(
      `Seen. <!-- secret-1 -->

<div hidden>secret-2</div>

[secret-3]: # (secret-4)

- item

  [secret-5]: # (secret-6)

<span style="display:none">secret-7</span>Also seen.[^1]

[^1]: A note.
`,
    );
    expect(shown).not.toMatch(/secret/);
    expect(shown).toMatch(/Seen\.[^]*item[^]*Also seen\.[^]*A note\./);
  });

  test('leads to other pages as Markdown, to files where they are served, and nowhere where nothing is', () => {
    expect(
      body(
        'See [price](../answers/price.md#in-euros), [the draft](../answers/secret-draft.md), [a plan](../files/plan.pdf) and ![a van](../files/van.png).\n',
      ),
    ).toBe(
      'See [price](/answers/price.md#in-euros), the draft, [a plan](/media/files/plan.pdf) and ![a van](/media/files/van.png).\n',
    );
  });

  test('marks what must not be said aloud: below a heading, by itself, in a list, in a table', () => {
    expect(
      body(`Say this.

Internal: we pay 12.

| For them | Internal |
| --- | --- |
| a | b |

- One
- Do not say: two

## Do not say

All of it.

## Said again

Fine.
`),
    ).toMatchInlineSnapshot(`
      "Say this.

      **Do not say aloud:** Internal: we pay 12.

      | **Do not say all of it aloud:** For them | Internal |
      | ---------------------------------------- | -------- |
      | **Do not say all of it aloud:** a        | b        |

      - One
      - **Do not say aloud:** Do not say: two

      ## Do not say

      **Do not say aloud:** All of it.

      ## Said again

      Fine.
      "
    `);
  });

  test('gives a customer none of that, and no way into the hub', () => {
    expect(
      theirs(`Say [this](../answers/price.md). See ![a van](../files/van.png).

Internal: we pay 12.

| Internal | Also internal |
| --- | --- |
| a | b |

- One
- Do not say: two

## Do not say

All of it.

### Below it

Neither.

## Said again

Fine.
`),
    ).toMatchInlineSnapshot(`
      "Say this. See a van.

      - One

      ## Said again

      Fine."
    `);
    expect(theirs('Prose of an internal page.\n', '')).toBe('');
  });

  test('of an internal answer a customer gets what answers', () => {
    const text = goodText('', 'Say the answer.\n\n## Behind it\n\nFor you.\n');
    expect(textOf('answers/a.md', text, { forCustomer: true })).toBe('# A title\n\nSay the answer.\n');
    const summed = text.replace('title:', 'summary: Never below list.\ntitle:');
    const whole = wholeOf('answers/a.md', summed, { today: '2026-11-22', forCustomer: true });
    expect(whole).not.toContain('Never below list.');
  });

  test('sets headings below the title of the page', () => {
    expect(body('# A title\n\nOne.\n\n# Two\n\n### Three\n')).toBe('One.\n\n## Two\n\n#### Three\n');
  });
});
