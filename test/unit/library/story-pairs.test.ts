import { describe, expect, it } from 'vitest';
import { departmentOfAsset } from '../../../src/library/departments.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { isStory, otherHalf, sayMissingHalf } from '../../../src/library/story-pairs.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';

const hub = parseHub(`company: { name: Northwind }
products: [{ id: cold, name: Cold }, { id: routes, name: Routes }]
departments: [{ id: devices, name: Devices }, { id: desk, name: Deal desk }, { id: success, name: Success }]
people: [{ id: ines-varga, name: Ines Varga, department: desk }]
teams: [{ id: uk, name: UK, reps: 30 }, { id: care, name: Care, department: success, people: 12 }]
`);

function storiesOf(files: Record<string, string>) {
  const { library } = buildLibrary(
    Object.entries(files).map(([path, more]) => ({
      path,
      bytes: Buffer.from(`---\ntitle: ${path}\nowner: ines-varga\n${more}\n---\nText.\n`),
    })),
    [],
    hub,
    compileMarkdown,
  );
  return { assets: library.assets, stories: library.assets.filter(isStory) };
}

describe('a pair of stories', () => {
  it('is one when either half names the other, and only a story of the other kind is a half', () => {
    const { stories } = storiesOf({
      'build-stories/a.md': 'department: devices\npairs_with: sell-stories/a',
      'sell-stories/a.md': 'team: uk',
      'sell-stories/b.md': 'team: uk\npairs_with: sell-stories/a',
    });
    const half = (id: string) => {
      const story = stories.find((each) => each.id === id);
      return story && otherHalf(story, stories)?.id;
    };
    expect(half('sell-stories/a')).toBe('build-stories/a');
    expect(half('build-stories/a')).toBe('sell-stories/a');
    expect(half('sell-stories/b')).toBeUndefined();
  });

  it('names the department that owes the other half, by the story or else by its products', () => {
    const { stories } = storiesOf({
      'build-stories/a.md': 'department: devices\nproducts: [cold]',
      'sell-stories/b.md': 'department: desk\nproducts: [cold]',
      'sell-stories/c.md': 'products: [cold]',
      'sell-stories/d.md': 'products: [routes]',
    });
    expect(stories.map((story) => `${story.id}: ${sayMissingHalf(story, stories, hub)}`)).toEqual([
      'build-stories/a: Sales has not told how this is sold yet.',
      'sell-stories/b: Deal desk has not told how this is built yet.',
      'sell-stories/c: Devices has not told how this is built yet.',
      'sell-stories/d: Nobody has told how this is built yet.',
    ]);
  });
});

it('a page comes from the department that it names, a story of sales from that of its team, else where its owner works', () => {
  const { assets } = storiesOf({
    'answers/a.md': 'aliases: [a]',
    'build-stories/a.md': 'department: devices',
    'sell-stories/a.md': 'team: uk',
    'sell-stories/b.md': 'team: care',
  });
  expect(assets.map((asset) => departmentOfAsset(asset, hub))).toEqual([
    'desk',
    'devices',
    'sales',
    'success',
  ]);
});
