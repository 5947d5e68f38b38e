import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { compileMarkdown } from '../../src/adapters/markdown.ts';
import { parseHub } from '../../src/library/parse-hub.ts';
import { buildLibrary } from '../../src/library/library.ts';
import { renderBody } from '../../src/library/markdown/page-body.ts';
import { saysTitle } from '../../src/library/markdown/sections.ts';
import { beside } from '../support/beside.ts';
import { runScript } from '../support/run-script.ts';

const hub = parseHub('company: { name: Test }');
const bytes = (text: string) => new TextEncoder().encode(text);

/** Renders one body beside an answer, a deck in another folder and a picture. */
function render(body: string, title = 'Under test') {
  const { library } = buildLibrary(
    [
      { path: 'answers/asked.md', bytes: bytes(`---\ntitle: ${title}\n---\n${body}`) },
      { path: 'collateral/The Deck.md', bytes: bytes('---\ntitle: Deck\n---\nText.') },
      { path: 'answers/held-back.md', bytes: bytes('---\ntitle: Later\ndraft: true\n---\nText.') },
      { path: 'answers/with-mistake.md', bytes: bytes('---\ntitle: [\n---\nText.') },
      { path: 'collateral/topic/index.md', bytes: bytes('---\ntitle: Topic\n---\nText.') },
    ],
    ['collateral/picture one.png', 'files/sums.csv'],
    hub,
    compileMarkdown,
  );
  const asset = library.byId.get('answers/asked');
  if (asset === undefined) throw new Error('The file under test was not read.');
  return renderBody(asset, library, compileMarkdown);
}

const page = (path: string, body: string) => ({ path, bytes: bytes(`---\ntitle: "${path}"\n---\n${body}`) });

const draft = (path: string) => ({ path, bytes: bytes('---\ntitle: Later\ndraft: true\n---\nText.') });

it('tells of a draft how many pages link to it', () => {
  const files = [
    draft('answers/alone.md'),
    draft('answers/named.md'),
    page('answers/one.md', '[a](named.md), [b](/answers/named/)'),
    page('collateral/two.md', '[a](../answers/named.md#x)'),
  ];
  const { findings } = buildLibrary(files, [], hub, compileMarkdown);
  expect(findings.map(({ message }) => message)).toEqual([
    'This is a draft, so the hub makes no page of it and no search finds it.',
    'This is a draft, so the hub makes no page of it and no search finds it. 2 pages link to it and show the words of the link alone.',
  ]);
});

describe('links of a body', () => {
  it.each([
    ['[a](../collateral/The%20Deck.md)', '/collateral/the-deck/'],
    ['[a](<../collateral/The Deck.md>)', '/collateral/the-deck/'],
    ['[a](../collateral/The%20Deck.md#Prices)', '/collateral/the-deck/#Prices'],
    ['[a](../collateral/topic/)', '/collateral/topic/index/'],
    ['[a](../files/sums.csv)', '/media/files/sums.csv'],
    ['[a](#below)', '#below'],
    ['[a](https://example.com/x?y#z)', 'https://example.com/x?y#z'],
    ['[a](mailto:a@example.com)', 'mailto:a@example.com'],
    ['[a](/adoption/)', '/adoption/'],
  ])('%s leads to %s', (markdown, href) => {
    expect(render(markdown).html).toContain(`<a href="${href}">a</a>`);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//example.com/x',
    'file:///C:/plan.docx',
    'gone.md',
    'held-back.md#part',
    'with-mistake.md',
    '../files/gone.csv',
    '/answers/held-back/',
    '/no-such-page/',
  ])('to %s stays as words, since nothing is there', (href) => {
    expect(render(`[*a* b](${href})`).html).toContain('<a><em>a</em> b</a>');
    expect(render(`<a href="${href}">b</a>`).html).toContain('<a>b</a>');
  });
});

describe('pictures of a body', () => {
  it('come from the content folder and load when they are near', () => {
    expect(render('![Probe](<../collateral/picture one.png>)').html).toContain(
      '<img src="/media/collateral/picture%20one.png" alt="Probe" loading="lazy">',
    );
  });

  it('give their words where the file is not there', () => {
    expect(render('![A probe on a pallet](../collateral/gone.png)').html).toContain('[A probe on a pallet]');
  });
});

describe('raw HTML of a body', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="https://example.com"></iframe>',
    '<svg onload=alert(1)></svg>',
    '<style>body{display:none}</style>',
    '<form action="https://example.com"><input name=a></form>',
    '<b onclick=alert(1)>x</b>',
    '<Foo bar={alert(1)}>x</Foo>',
    '<object data="x.swf"></object>',
    '<a href="jav&#x09;ascript:alert(1)">x</a>',
  ])('%s loses what could act', (markdown) => {
    expect(render(`Before.\n\n${markdown}\n\nAfter.`).html).not.toMatch(
      /<script|onerror|onclick|onload|javascript:|<iframe|<svg|<style|<form|<Foo|<object|alert\(1\)}/i,
    );
  });

  it('keeps what only formats', () => {
    expect(render('A <kbd>Ctrl</kbd> key and <sup>2</sup>.').html).toContain(
      '<kbd>Ctrl</kbd> key and <sup>2</sup>',
    );
  });
});

describe('headings of a body', () => {
  it('stand below the title of the page, and the title is not said twice', () => {
    const { html, headings } = render('# Under test\n\nText.\n\n# Second\n\n## Third', 'Under test');
    expect(html).not.toContain('Under test');
    expect(html).toContain('<h2 id="second">Second</h2>');
    expect(html).toContain('<h3 id="third">Third</h3>');
    expect(headings.map(({ depth, slug }) => [depth, slug])).toEqual([
      [2, 'second'],
      [3, 'third'],
    ]);
  });

  it('keep their level where none is first', () => {
    expect(render('## One\n\n### Two').html).toContain('<h2 id="one">One</h2>');
  });
});

const { folder: corpus, isThere, wanted } = beside('corpus');

it.skipIf(!isThere)(`gives real handbooks the anchors that search links to (${wanted})`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-markdown-'));
  try {
    await runScript('import', [corpus, '--into', join(folder, 'content')]);
    const { library } = await readContent(join(folder, 'content'));
    let sections = 0;
    let found = 0;
    for (const asset of library.assets) {
      const { html } = renderBody(asset, library, compileMarkdown);
      const anchors = new Set([...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));
      for (const { slug, heading, depth } of asset.sections) {
        if (slug === '' || saysTitle({ depth, text: heading }, asset.data.title)) continue;
        sections += 1;
        if (anchors.has(slug)) found += 1;
      }
    }
    expect(found / sections).toBeGreaterThan(0.995);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
