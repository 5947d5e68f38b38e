import { describe, expect, test } from 'vitest';
import type { CopyElement, CopyNode } from '../../../../src/reader/copy/copied.ts';
import { nodesOfText, renderForCustomer } from '../../../../src/reader/copy/customer-text.ts';

const of = (tag: string, ...children: CopyNode[]): CopyElement => ({ tag, children });
const link = (href: string, ...children: CopyNode[]): CopyElement => ({ ...of('a', ...children), href });
const cardLink = (...children: CopyNode[]): CopyElement => ({ ...of('a', ...children), stays: 'battlecard' });

describe('lists', () => {
  test('keep their numbers, where they begin and what is nested in them, as text and as HTML', () => {
    const inner = of('ol', of('li', 'Vans'), of('li', of('p', 'Depots'), of('p', 'all of them')));
    const outer = {
      ...of(
        'ol',
        of('li', 'Send two ', of('b', 'lists'), inner),
        of('li', 'Check'),
        of('li', of('ul', of('li', 'x'))),
      ),
      start: 3,
    };
    const { plain, html } = renderForCustomer([of('p', 'Then:'), outer]);
    expect(plain).toMatchInlineSnapshot(`
      "Then:

      3. Send two lists
         1. Vans
         2. Depots
            all of them
      4. Check
      5. - x"
    `);
    expect(html).toMatchInlineSnapshot(
      `"<p>Then:</p><ol start="3"><li>Send two <b>lists</b><ol><li>Vans</li><li><p>Depots</p><p>all of them</p></li></ol></li><li>Check</li><li><ul><li>x</li></ul></li></ol>"`,
    );
  });

  test('count on where an entry stays inside', () => {
    const internal: CopyElement = { ...of('li', 'Say nothing of the price'), stays: 'internal' };
    const { plain, html, left } = renderForCustomer([of('ol', of('li', 'One'), internal, of('li', 'Two'))]);
    expect(plain).toBe('1. One\n2. Two');
    expect(html).toBe('<ol><li>One</li><li>Two</li></ol>');
    expect(left).toEqual(['internal']);
  });
});

describe('what its author forbids to say', () => {
  const said = of('p', 'Per van we are £38.');
  const secret = of('p', 'Below £31 we lose money.');
  test.each<[string, CopyNode[]]>([
    ['by a heading', [said, of('h2', 'Do not say'), secret, of('ul', of('li', secret))]],
    ['by a heading above others', [said, of('h2', 'Internal only'), of('h3', 'Margin'), secret]],
    ['by a label for all that follows it', [said, of('p', 'Never mention:'), secret, secret]],
    ['of itself', [said, of('p', 'Internal: ', 'below £31 we lose money.')]],
    ['of itself, as an order', [said, of('p', 'Do not mention that below £31 we lose money.')]],
    ['of an entry', [said, of('ul', of('li', 'Nicht sagen: below £31 we lose money.'))]],
  ])('%s, stays', (_, nodes) => {
    const { plain, html, left } = renderForCustomer(nodes);
    expect(plain).toBe('Per van we are £38.');
    expect(html).not.toMatch(/31|say|mention|sagen/i);
    expect(left).toContain('internal');
  });

  test('stays of a text too', () => {
    const text = 'Per van we are £38.\n\nInternal: below £31 we lose money.\n\nAll inclusive.';
    expect(renderForCustomer(nodesOfText(text)).plain).toBe('Per van we are £38.\n\nAll inclusive.');
  });

  test('holds below its heading alone', () => {
    const { plain } = renderForCustomer([of('h2', 'Do not say'), secret, of('h2', 'Say'), said]);
    expect(plain).toBe('Say\n\nPer van we are £38.');
  });
});

test('a table keeps its rows', () => {
  const table = of(
    'div',
    of(
      'table',
      of('thead', of('tr', of('th', 'Vans'), of('th', 'Price'))),
      of('tbody', of('tr', of('td'), of('td', '£38'))),
    ),
  );
  const { plain, html } = renderForCustomer([table]);
  expect(plain).toBe('Vans | Price\n | £38');
  expect(html).toMatchInlineSnapshot(
    `"<table border="1"><thead><tr><th>Vans</th><th>Price</th></tr></thead><tbody><tr><td></td><td>£38</td></tr></tbody></table>"`,
  );
});

const row = (tag: string, ...cells: string[]): CopyElement => of('tr', ...cells.map((cell) => of(tag, cell)));
const tableOf = (head: CopyElement, ...rows: CopyElement[]): CopyNode[] => [
  of('div', of('table', of('thead', head), of('tbody', ...rows))),
];

describe('of a table stays what it forbids to say', () => {
  test.each<[string, CopyNode[], string]>([
    [
      'in a column',
      tableOf(row('th', 'Say', 'Do not say'), row('td', '£38 a van.', 'Below £31 we lose money.')),
      'Say\n£38 a van.',
    ],
    [
      'in a column with a remark',
      tableOf(row('th', 'Vans', 'Price', 'Margin (internal)'), row('td', '10', '£38', '31%')),
      'Vans | Price\n10 | £38',
    ],
    [
      'in a row',
      tableOf(
        row('th', 'What', 'Words'),
        row('td', 'Price', '£38'),
        row('td', 'Internal', '£31'),
        row('td', 'Never promise:', '£31'),
      ),
      'What | Words\nPrice | £38',
    ],
    [
      'in a cell',
      tableOf(
        row('th', 'What', 'Words'),
        row('td', 'Price', 'Internal: not below £31'),
        row('td', 'Term', 'A year'),
      ),
      'What | Words\nPrice | \nTerm | A year',
    ],
    [
      'all of it, below such a first heading',
      tableOf(row('th', 'Nicht sagen', 'Why'), row('td', '£31', 'Loss')),
      '',
    ],
  ])('%s', (_, nodes, wanted) => {
    const { plain, html, left } = renderForCustomer([of('p', 'Prices:'), ...nodes]);
    expect(plain).toBe(['Prices:', wanted].filter(Boolean).join('\n\n'));
    expect(html).not.toMatch(/31/);
    expect(left).toEqual(['internal']);
  });
});

describe('links', () => {
  test('that a customer can open stay, others are words', () => {
    const { plain, html } = renderForCustomer([
      of(
        'p',
        'See ',
        link('https://a.example/?b=1&c=2', 'the norm'),
        ' or ',
        of('a', 'our page'),
        ', or write to ',
        link('mailto:a@b.example', 'a@b.example'),
        '.',
      ),
    ]);
    expect(plain).toBe('See the norm (https://a.example/?b=1&c=2) or our page, or write to a@b.example.');
    expect(html).toBe(
      '<p>See <a href="https://a.example/?b=1&amp;c=2">the norm</a> or our page, or write to <a href="mailto:a@b.example">a@b.example</a>.</p>',
    );
  });

  test('to a battlecard take their sentence along, wherever it stands', () => {
    const { plain, left } = renderForCustomer([
      of(
        'p',
        'We are cheaper. See ',
        of('em', cardLink('Spreadsheets and phone')),
        ' for more. It holds, e.g. today.',
      ),
      of('ul', of('li', cardLink('Acme')), of('li', 'Read the battlecard first! Then call.')),
    ]);
    expect(plain).toBe('We are cheaper. It holds, e.g. today.\n\n- Then call.');
    expect(left).toEqual(['battlecard', 'battlecard', 'battlecard']);
  });
});

test('pictures, notes to who sells and what has expired stay, and are told', () => {
  const { plain, html, left } = renderForCustomer([
    of('p', { ...of('img'), stays: 'picture' }),
    { ...of('div', of('p', 'Warning'), of('p', 'Never promise a date.')), stays: 'note' },
    of('p', 'It costs ', { ...of('del', '£40'), stays: 'note' }, '£38.'),
    { ...of('p', 'Old'), stays: 'expired' },
  ]);
  expect(plain).toBe('It costs £38.');
  expect(html).toBe('<p>It costs £38.</p>');
  expect(left).toEqual(['picture', 'note', 'note', 'expired']);
});

test('a text keeps its lines and paragraphs, and nothing in it is markup', () => {
  const { plain, html } = renderForCustomer(nodesOfText('1. First.\n2. Second <b>.\n\nThird.'));
  expect(plain).toBe('1. First.\n2. Second <b>.\n\nThird.');
  expect(html).toBe('<p>1. First.<br>2. Second &lt;b&gt;.</p><p>Third.</p>');
});

test('quotes, code and headings read as they stand', () => {
  const { plain, html } = renderForCustomer([
    of('h3', 'Why'),
    of('blockquote', of('p', 'Yes.'), of('p', 'No.')),
    of('pre', of('code', 'a  b\n  c\n')),
  ]);
  expect(plain).toBe('Why\n\n> Yes.\n> \n> No.\n\na  b\n  c');
  expect(html).toBe(
    '<p><strong>Why</strong></p><blockquote><p>Yes.</p><p>No.</p></blockquote><pre>a  b\n  c\n</pre>',
  );
});
