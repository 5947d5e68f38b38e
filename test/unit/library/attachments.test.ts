import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { buildContent } from '../../../src/library/content.ts';
import {
  attachFiles,
  attachPictures,
  filesShown,
  filesToDraw,
  filesToRead,
} from '../../../src/library/attachments.ts';
import { pictureFiles, pictureListFile } from '../../../src/library/picture-list.ts';
import { selectForAudience } from '../../../src/library/audience.ts';
import type { FilePart, ReadFile } from '../../../src/files/file-text.ts';
import { checkLibrary } from '../../../src/checks/check-library.ts';
import { buildAssetDocument } from '../../../src/search/build/asset-document.ts';
import { linkOf } from '../../../src/library/kinds/asset-data.ts';
import { placeOfLink } from '../../../src/library/link-providers.ts';
import { filePart } from '../../support/file-parts.ts';
import { goodText, readFiles } from '../../support/small-hub.ts';
import { openLibraryIndex } from '../../../src/search/build/library-index.ts';

const today = '2026-11-22';
const slide = (number: number, title: string, texts: string[], more?: Partial<FilePart>): FilePart =>
  filePart('slide', number, title, texts, more);
const deck: ReadFile = {
  text: {
    sort: 'pptx',
    parts: [
      slide(1, 'Why Cold', ['One record from the dock to the door'], { notes: ['Wait for the zeppelin'] }),
      slide(2, 'Floor price', ['Never below the walrus'], { isHidden: true }),
      slide(3, 'What it costs', ['A probe is nine pounds', 'Calibration by ombudsman'], {
        hidden: ['Cut from the quokka'],
      }),
    ],
    left: [],
    traces: [],
  },
};

const text = (lines: string) => new TextEncoder().encode(lines);

function readLibrary(body = 'Text.', audience = 'shareable') {
  const files = {
    'hub.yaml': text('company: { name: Northwind }\n'),
    'collateral/cold.md': text(
      `---\ntitle: Cold\naudience: ${audience}\ndownloads:\n  - { label: Slides, file: decks/cold.pptx }\n  - { label: Slides again, file: decks/cold.pptx }\n  - { label: Gone, file: gone.pptx }\n  - { label: List, file: list.csv }\n---\n\n${body}\n`,
    ),
    'files/decks/cold.pptx': text(''),
    'files/list.csv': text(''),
  };
  const entries = Object.keys(files).map((path) => ({ path, isFile: true }));
  return buildContent(entries, new Map(Object.entries(files)), compileMarkdown).library;
}
const attached = (body?: string, audience?: string) =>
  attachFiles(readLibrary(body, audience), new Map([['files/decks/cold.pptx', deck]]));

it('the files to read are those that pages offer, each once, and with words in them', () => {
  expect(filesToRead(readLibrary())).toEqual(['files/decks/cold.pptx']);
});

const broken = (slug: string) =>
  checkLibrary({ library: attached(`[Look](#${slug})`), today, base: undefined }).filter(
    ({ rule }) => (rule as string) === 'broken-link',
  );

describe('a deck that a page offers', () => {
  it('is found to the slide, with its words, and opens the page there', async () => {
    const { ask } = await openAsk(attached());
    const [hit] = await ask('calibration ombudsman');
    expect(hit).toMatchObject({
      id: 'collateral/cold',
      section: { heading: 'Slide 3: What it costs' },
      sentence: { words: 'A probe is nine pounds · Calibration by ombudsman', say: 'shown' },
    });
    expect(attached().byId.get('collateral/cold')?.anchors).toContain(hit?.section.slug);
  });

  it('is for the rep alone where its page stays inside', async () => {
    const { ask } = await openAsk(attached(undefined, 'internal'));
    const [hit] = await ask('calibration ombudsman');
    expect(hit?.sentence).toMatchObject({ say: 'guidance' });
  });

  it.each(['zeppelin', 'walrus', 'quokka'])(
    'is found by %s, which is ours alone, and shows nothing of it',
    async (word) => {
      const { ask } = await openAsk(attached());
      const [hit] = await ask(word);
      expect(hit?.id).toBe('collateral/cold');
      expect(hit?.section.slug).toBe('');
      expect(JSON.stringify(hit?.sentence ?? '')).not.toContain(word);
    },
  );

  it.each(['zeppelin', 'walrus', 'quokka'])(
    'has no %s on a site for customers, in no file of its search',
    (word) => {
      const library = selectForAudience(attached(), 'shareable');
      const asset = library.byId.get('collateral/cold');
      expect(asset && JSON.stringify(buildAssetDocument(asset, library))).not.toContain(word);
      expect(JSON.stringify(asset?.attachments)).not.toContain(word);
      expect(JSON.stringify(asset?.attachments)).toContain('ombudsman');
    },
  );

  it('of hundreds of pages leads to the page or the one before it', async () => {
    const pages = Array.from({ length: 400 }, (_, at) =>
      slide(at + 1, '', [`${'long '.repeat(20)} nr${String(at + 1)}x`]),
    );
    const book: ReadFile = {
      text: { sort: 'pdf', parts: pages.map((page) => ({ ...page, is: 'page' })), left: [], traces: [] },
    };
    const { ask } = await openAsk(attachFiles(readLibrary(), new Map([['files/decks/cold.pptx', book]])));
    const [early] = await ask('nr7x');
    const [late] = await ask('nr396x');
    expect([early?.section.heading, late?.section.heading]).toEqual(['Page 7', 'Page 395']);
  });

  it('can be linked to by the slide', () => {
    expect(broken('slide-3-what-it-costs')).toEqual([]);
    expect(broken('slide-9')).toHaveLength(1);
    expect(broken('slide=3')).toEqual([]);
    expect(broken('slide=9')).toHaveLength(1);
  });
});

const linked = (audience: string, name: string) =>
  goodText(
    `audience: ${audience}\nlink: https://www.loom.com/share/${name.repeat(32)}\ndownloads:\n  - { label: Beside it, file: ${name}.pdf }`,
    `What ${name} says. ![](${name}.png)\n`,
  );

it('what lies elsewhere reaches a site for customers only where its page may be shared, with the file beside it', async () => {
  const { library } = readFiles(
    { 'collateral/ours.md': linked('internal', 'a'), 'collateral/theirs.md': linked('shareable', 'b') },
    ['files/a.pdf', 'files/b.pdf', 'collateral/a.png', 'collateral/b.png'],
  );
  const shared = selectForAudience(library, 'shareable');
  expect(shared.assets.map(({ id }) => id)).toEqual(['collateral/theirs']);
  expect(filesToRead(shared)).toEqual(['files/b.pdf']);
  expect([...shared.otherFiles].sort()).toEqual(['collateral/b.png', 'files/b.pdf']);
  const documents = shared.assets.map((asset) => buildAssetDocument(asset, shared));
  for (const all of [shared.assets, documents])
    expect(JSON.stringify(all)).not.toMatch(/a{32}|a\.pdf|What a says/);
  const frames = shared.assets.map((asset) => placeOfLink(linkOf(asset) ?? '').embed);
  expect(frames).toEqual([`https://www.loom.com/embed/${'b'.repeat(32)}`]);
});

async function openAsk(library: ReturnType<typeof attached>) {
  const index = await openLibraryIndex(library);
  return { ask: async (words: string) => (await index.search(words, { today })).hits };
}

describe('pictures of the pages of files', () => {
  const drawn = {
    pages: [{ number: 1, width: 1280, height: 720, large: 'aa', small: 'bb', words: 'Why Cold' }],
    broken: [],
    more: 0,
    fonts: [],
    lines: 'cc',
  };
  const withPictures = (audience?: string) =>
    attachPictures(attached(undefined, audience), new Map([['files/decks/cold.pptx', drawn]]));

  it('are made of what pages offer, each file once, and of no sheet and no file that cannot be opened', () => {
    expect(filesToDraw(attached())).toEqual(['files/decks/cold.pptx']);
    const files = 'files/decks/cold.pptx';
    const broken = attachFiles(readLibrary(), new Map([[files, { trouble: 'broken', detail: '' }]]));
    expect(filesToDraw(broken)).toEqual([]);
    const scanned = attachFiles(readLibrary(), new Map([[files, { trouble: 'wordless', detail: '' }]]));
    expect(filesToDraw(scanned)).toEqual([files]);
    expect(filesShown(scanned.assets[0] ?? { attachments: [] })).toEqual([]);
    const seen = attachPictures(scanned, new Map([[files, drawn]]));
    expect(filesShown(seen.assets[0] ?? { attachments: [] })).toMatchObject([{ sort: 'pptx', parts: [] }]);
  });

  it('are for somebody outside where the file itself is, with nothing that its speaker is told', () => {
    expect(pictureFiles(selectForAudience(withPictures('internal'), 'shareable'))).toEqual([]);
    const shared = selectForAudience(withPictures('shareable'), 'shareable');
    const list = pictureListFile(shared.assets[0] ?? { attachments: [] });
    expect(pictureFiles(shared)).toEqual(['aa.webp', 'bb.webp', 'cc.json', `${list?.name ?? ''}.json`]);
    expect(list?.text).not.toMatch(/zeppelin|walrus|quokka/);
    expect(JSON.stringify(filesShown(shared.assets[0] ?? { attachments: [] }))).not.toMatch(
      /zeppelin|walrus|quokka/,
    );
  });
});
