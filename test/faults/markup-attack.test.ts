import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { compileMarkdown } from '../../src/adapters/markdown.ts';
import { buildLibrary } from '../../src/library/library.ts';
import { renderBody } from '../../src/library/markdown/page-body.ts';
import { parseHub } from '../../src/library/parse-hub.ts';
import { openChromium } from '../support/browser/chromium.ts';
import {
  asEntities,
  CODE_PLACES,
  escaped,
  PAYLOADS,
  PLACES,
  RAW_ATTACKS,
} from '../support/browser/markup-attack.ts';
import { listPages } from '../support/browser/site-pages.ts';
import { buildHub, startHub, type RunningHub } from '../support/hub.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openChromium(inject('chromiumPath'));
  page = await browser.newPage();
  // What a page would fetch is never answered, and a picture that fails runs what waits for that.
  await page.route(/^https?:/, (route) => route.abort());
});
afterAll(() => browser.close());

const hub = parseHub('company: { name: Test }\nformats: [{ id: email, name: Email }]');

/** The HTML of a body, as an email, whose quotes can be copied. */
function render(body: string): string {
  const text = `---\ntitle: First\nformat: email\n---\n${body}`;
  const files = [{ path: 'collateral/a.md', bytes: new TextEncoder().encode(text) }];
  const { library } = buildLibrary(files, [], hub, compileMarkdown);
  const [asset] = library.assets;
  if (asset === undefined) throw new Error('The body under test was not read.');
  return renderBody(asset, library, compileMarkdown).html;
}

interface Seen {
  /** Elements with the names of their attributes, in order. */
  skeleton: string[];
  /** Every text and every value of an attribute that people read. */
  read: string[];
  /** What could act. */
  acts: string[];
  hit: unknown;
}

/** What a browser makes of some HTML, or of the page that is open. */
async function see(html?: string): Promise<Seen> {
  if (html !== undefined) {
    // A window of its own, so that one hit is not told again of all that comes after it.
    await page.goto('about:blank');
    await page.setContent(`<body>${html}</body>`);
  }
  return page.evaluate(async () => {
    for (const element of document.querySelectorAll<HTMLElement>('[tabindex], a, button')) {
      element.focus();
      element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    }
    await new Promise((done) => setTimeout(done, 0));
    const elements = [...document.body.querySelectorAll('*')];
    const attributes = elements.flatMap((element) => [...element.attributes]);
    return {
      skeleton: elements.map((one) => [one.localName, ...one.getAttributeNames()].join(' ')),
      read: [
        document.body.textContent,
        ...attributes.filter(({ name }) => /^(?:title|alt|aria-label)$/.test(name)).map(({ value }) => value),
      ],
      acts: [
        ...elements.filter(({ localName }) => localName === 'script').map(({ textContent }) => textContent),
        ...attributes
          .filter(
            ({ name, value }) =>
              name.startsWith('on') || /^\s*(?:javascript|vbscript|data:text)/i.test(value),
          )
          .map(({ name, value }) => `${name}=${value}`),
      ],
      hit: (window as { hit?: unknown }).hit,
    };
  });
}

/** Keys of YAML with a sentence behind them. */
const PROSE =
  /^(\s*(?:- )?(?:title|benefit|summary|claim|heard|answer|ask|do|say|situation|line|tagline|source|struggled|says): )(\S+ .+)$/gm;

const harmless = { acts: [], hit: undefined };

describe.each(Object.entries(PLACES))('escaped markup as the %s', (_, place) => {
  test.each(Object.entries(PAYLOADS))('stays text: %s', async (__, payload) => {
    const plain = await see(render(place('plain')));
    for (const written of [escaped(payload), asEntities(payload)]) {
      const seen = await see(render(place(written)));
      expect(seen).toMatchObject(harmless);
      expect(seen.skeleton).toEqual(plain.skeleton);
    }
  });
});

describe.each(Object.entries(CODE_PLACES))('markup as %s', (_, place) => {
  test.each(Object.entries(PAYLOADS))('is shown as it was written: %s', async (__, payload) => {
    const seen = await see(render(place(payload)));
    expect(seen).toMatchObject({ ...harmless, skeleton: (await see(render(place('plain')))).skeleton });
    expect(seen.read[0]).toContain(payload);
  });
});

test.each(['paragraph', 'heading', 'words of a link', 'title of a link', 'words of a picture', 'quote'])(
  'what was written is what is read, to the letter: %s',
  async (place) => {
    for (const payload of Object.values(PAYLOADS)) {
      const { read } = await see(render(PLACES[place]?.(asEntities(payload)) ?? ''));
      expect(read.some((text) => text.includes(payload))).toBe(true);
    }
  },
);

test.each(RAW_ATTACKS)('raw HTML cannot act: %s', async (attack) => {
  for (const body of [
    attack,
    `Before ${attack} after`,
    `- ${attack}\n\n> ${attack}`,
    `${attack}\n\n# After\n\n**after**`,
  ])
    expect(await see(render(body))).toMatchObject(harmless);
});

describe('a hub whose every sentence is an attack', () => {
  let scratch = '';
  let server: RunningHub;
  const payload = `"><img src=x onerror=window.hit=1>`;

  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'hub-attack-'));
    const content = join(scratch, 'content');
    await cp(resolve(import.meta.dirname, '../../content'), content, { recursive: true });
    for (const path of await readdir(content, { recursive: true })) {
      if (/\.(?:md|yaml)$/.test(path) && !/README|search-tests/.test(path)) await attack(join(content, path));
    }
    await buildHub({ contentDir: content, dataDir: join(scratch, 'data'), distDir: join(scratch, 'dist') });
    server = await startHub(join(scratch, 'dist'));
    await page.unroute(/^https?:/);
  });
  afterAll(async () => {
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  /** Puts the attack into every sentence of a file's YAML, and at the end of its titles and summaries. */
  async function attack(path: string): Promise<void> {
    const text = await readFile(path, 'utf8');
    const end = path.endsWith('.yaml') ? text.length : text.indexOf('\n---', 4);
    const yaml = text.slice(0, end).replaceAll(PROSE, (_, key: string, value: string) => {
      const kept = /\b(?:title|benefit|summary): $/.test(key)
        ? `${value.replaceAll('"', '').slice(0, 70)} `
        : '';
      return key + JSON.stringify(kept + payload);
    });
    await writeFile(path, yaml + text.slice(end));
  }

  test('shows it as text on every page', async () => {
    const pages = listPages(join(scratch, 'dist')).filter((path) => path.endsWith('/'));
    let shown = 0;
    for (const path of pages) {
      await page.goto(server.origin + path, { waitUntil: 'load' });
      const seen = await page.evaluate(
        (words) => ({
          path: location.pathname,
          hit: (window as { hit?: unknown }).hit,
          pictures: document.querySelectorAll('img[src="x"], [onerror]').length,
          shows: document.body.textContent.includes(words),
        }),
        payload,
      );
      expect(seen).toMatchObject({ hit: undefined, pictures: 0 });
      if (seen.shows) shown += 1;
    }
    expect(shown).toBeGreaterThan(60);
  });
});
