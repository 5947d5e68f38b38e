import { describe, expect, test } from 'vitest';
import { renderAtom } from '../../../src/publishing/history/feed-atom.ts';
import { buildFeeds } from '../../../src/publishing/history/feeds.ts';
import type { ContentHistory } from '../../../src/publishing/history/history.ts';
import { goodText, readFiles, smallHub } from '../../support/small-hub.ts';

const { library } = readFiles({
  'answers/cost.md': goodText('published: 2026-10-01\nproducts: [routes]\nbenefit: Say <b>it</b> & "go".'),
  'answers/new.md': goodText('published: 2026-11-01').replace('A title', 'New & good'),
  'roles/support.md': goodText('department: support').replace('ines-varga', 'tobias-reck'),
});
const home = { site: 'https://hub.example.com', company: 'Northwind & Söhne' };
const version = {
  commit: 'c',
  place: 0,
  path: 'answers/cost.md',
  day: '2026-11-20',
  by: ['Ines'],
  subject: 'New price',
};
const history: ContentHistory = {
  isWhole: true,
  gone: new Map(),
  byPath: new Map([['answers/cost.md', [{ ...version, at: '2026-11-20T08:00:00.000Z' }]]]),
};

const idsOf = (xml: string): string[] => [...xml.matchAll(/<id>(.*?)<\/id>/g)].map(([, id = '']) => id);

describe('feeds', () => {
  test('are there for everything and each product, owner and kind with something to tell, newest first', () => {
    const feeds = buildFeeds(library.assets, smallHub, history);
    expect(
      feeds.map(({ name, entries }) => [name, ...entries.map(({ id, updated }) => `${updated} ${id}`)]),
    ).toEqual([
      ['all', '2026-11-20T08:00:00.000Z answers/cost', '2026-11-01T00:00:00.000Z answers/new'],
      ['products/routes', '2026-11-20T08:00:00.000Z answers/cost'],
      ['owners/ines-varga', '2026-11-20T08:00:00.000Z answers/cost', '2026-11-01T00:00:00.000Z answers/new'],
      ['kinds/answer', '2026-11-20T08:00:00.000Z answers/cost', '2026-11-01T00:00:00.000Z answers/new'],
    ]);
  });

  test('go by the days in front matter where git knows nothing', () => {
    const [all] = buildFeeds(library.assets, smallHub, undefined);
    expect(all?.entries.map(({ updated, summary }) => [updated, summary])).toEqual([
      ['2026-11-01T00:00:00.000Z', ''],
      ['2026-10-01T00:00:00.000Z', 'Say <b>it</b> & "go".'],
    ]);
  });

  test('are written as Atom with whole addresses', () => {
    const feed = buildFeeds(library.assets, smallHub, history).find(({ name }) => name === 'products/routes');
    expect(feed && renderAtom(feed, home)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
        <id>urn:x-hub:Northwind%20%26%20S%C3%B6hne:feed:products:routes</id>
        <title>Northwind &amp; Söhne: Routes</title>
        <updated>2026-11-20T08:00:00.000Z</updated>
        <author><name>Northwind &amp; Söhne</name></author>
        <link rel="self" type="application/atom+xml" href="https://hub.example.com/feeds/products/routes.xml"/>
        <link rel="alternate" type="text/html" href="https://hub.example.com/products/routes/"/>
        <entry>
          <id>urn:x-hub:Northwind%20%26%20S%C3%B6hne:piece:answers:cost</id>
          <title>A title</title>
          <updated>2026-11-20T08:00:00.000Z</updated>
          <published>2026-10-01T00:00:00.000Z</published>
          <author><name>Ines Varga</name></author>
          <link rel="alternate" type="text/html" href="https://hub.example.com/answers/cost/"/>
          <category term="answer" label="Answer"/>
          <category term="routes" label="Routes"/>
          <summary>Say &lt;b&gt;it&lt;/b&gt; &amp; &quot;go&quot;.

      Last change: New price</summary>
        </entry>
      </feed>
      "
    `);
  });

  test('keep their ids when the site, the title or the text changes', () => {
    const [all] = buildFeeds(library.assets, smallHub, history);
    const [later] = buildFeeds(
      library.assets.map((asset) => ({ ...asset, data: { ...asset.data, title: 'Other' } }) as typeof asset),
      smallHub,
      history,
    );
    if (all === undefined || later === undefined) throw new Error('there is no feed');
    expect(idsOf(renderAtom(later, { ...home, site: 'https://elsewhere.example' }))).toEqual(
      idsOf(renderAtom(all, home)),
    );
  });

  test('leave out signs that XML does not have', () => {
    const [all] = buildFeeds(library.assets, smallHub, history);
    const [entry] = all?.entries ?? [];
    if (all === undefined || entry === undefined) throw new Error('there is no feed');
    const xml = renderAtom(
      { ...all, entries: [{ ...entry, title: 'a\u0000b\u001Bc\uFFFEd\uD800😀' }] },
      home,
    );
    expect(xml).toContain('<title>abcd\uFFFD😀</title>');
  });
});
