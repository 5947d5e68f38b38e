import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';

const sample = openSampleHub();

/** What a feed reader finds in a feed, read by the browser's own strict XML parser. */
interface ReadFeed {
  fault: string | undefined;
  ids: string[];
  addresses: string[];
  days: string[];
  entries: { title: number; updated: number; summary: number; alternate: number }[];
  self: string | null;
  authors: number;
}

test('every feed is Atom that a strict reader takes, with whole addresses and no id twice', async () => {
  const folder = join(inject('sampleDist'), 'feeds');
  const names = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.xml'));
  expect(names.length).toBeGreaterThan(10);
  const visitor = await sample.open();
  await visitor.page.goto('/feeds/');
  for (const name of names) {
    const response = await fetch(`${sample.hub.origin}/feeds/${name}`);
    expect(response.headers.get('content-type')).toMatch(/xml/);
    const feed: ReadFeed = await visitor.page.evaluate(
      (xml) => {
        const document = new DOMParser().parseFromString(xml, 'application/xml');
        const atom = 'http://www.w3.org/2005/Atom';
        const all = (tag: string, from: Document | Element = document) => [
          ...from.getElementsByTagNameNS(atom, tag),
        ];
        const texts = (tag: string) => all(tag).map((each) => each.textContent);
        return {
          fault: document.querySelector('parsererror')?.textContent,
          ids: texts('id'),
          addresses: all('link').map((link) => link.getAttribute('href') ?? ''),
          days: [...texts('updated'), ...texts('published')],
          entries: all('entry').map((entry) => ({
            title: all('title', entry).length,
            updated: all('updated', entry).length,
            summary: all('summary', entry).length,
            alternate: all('link', entry).filter((link) => link.getAttribute('rel') === 'alternate').length,
          })),
          self:
            all('link')
              .find((link) => link.getAttribute('rel') === 'self')
              ?.getAttribute('href') ?? null,
          authors: all('author', document.documentElement).length,
        };
      },
      await response.text(),
    );
    expect(feed.fault).toBeUndefined();
    expect(feed.self).toBe(`https://hub.larkmoor.example/feeds/${name}`);
    expect(feed.authors).toBeGreaterThan(0);
    expect(new Set(feed.ids).size).toBe(feed.ids.length);
    expect(feed.ids.every((id) => id.startsWith('urn:x-hub:Larkmoor:'))).toBe(true);
    expect(feed.addresses.every((address) => address.startsWith('https://hub.larkmoor.example/'))).toBe(true);
    // RFC 4287, 3.3: a date construct is an RFC 3339 date and time.
    expect(
      feed.days.every((day) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(day)),
    ).toBe(true);
    expect(feed.entries.length).toBeGreaterThan(0);
    for (const entry of feed.entries)
      expect(entry).toEqual({ title: 1, updated: 1, summary: 1, alternate: 1 });
  }
  await visitor.leave();
});

test.each([
  ['/', '/feeds/all.xml'],
  ['/products/routes/', '/feeds/products/routes.xml'],
  ['/answers/', '/feeds/kinds/answer.xml'],
  ['/answers/what-does-it-cost/', '/feeds/owners/ruth-okafor.xml'],
])('the page %s tells feed readers of %s', async (path, feed) => {
  const visitor = await sample.open();
  await visitor.page.goto(path);
  const link = visitor.page.locator('link[rel=alternate][type="application/atom+xml"]');
  expect(await link.getAttribute('href')).toBe(feed);
  expect((await fetch(sample.hub.origin + feed)).status).toBe(200);
  await visitor.leave();
});

test('a page opens the form for what is out of date, with the page filled in', async () => {
  const visitor = await sample.open();
  const { page } = visitor;
  await page.goto('/answers/what-does-it-cost/');
  const wrong = new URL(
    (await page.getByRole('link', { name: 'Say what is wrong' }).getAttribute('href')) ?? '',
  );
  expect(wrong.searchParams.get('file')).toBe('content/answers/what-does-it-cost.md');
  await visitor.leave();
});
