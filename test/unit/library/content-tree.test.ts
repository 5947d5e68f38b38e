import { describe, expect, it } from 'vitest';
import { isRead, meantAtTop, placeOf } from '../../../src/library/content-tree.ts';
import { recordNames, records } from '../../../src/library/records/records.ts';

describe('what lies where in a content folder', () => {
  it.each([
    ['hub.yaml', 'hub'],
    ['answers/cost.md', 'page'],
    ['answers/deep/README.md', 'page'],
    ['LOUD.MD', 'page'],
    ['files/notes.md', 'other'],
    ['answers/hub.yaml', 'other'],
    ['collateral/deck.pptx', 'other'],
    ['README.md', 'ignored'],
    ['files/README.md', 'ignored'],
    ['answers/.cost.md.swp', 'ignored'],
    ['.obsidian/plugins/a.md', 'ignored'],
    ['answers/cost.md~', 'ignored'],
    ['answers/#cost.md#', 'ignored'],
    ['files/~$deck.pptx', 'ignored'],
    ['files/THUMBS.DB', 'ignored'],
  ])('says that %s is: %s', (path, is) => {
    expect(placeOf(path).is).toBe(is);
  });

  it('knows every record by its path at the top alone, and reads it', () => {
    for (const name of recordNames) {
      const { path } = records[name];
      expect(placeOf(path)).toEqual({ is: 'record', name });
      expect(placeOf(`answers/${path}`).is).toBe('other');
      expect([isRead({ path, isFile: true }), isRead({ path, isFile: false })]).toEqual([true, false]);
    }
  });

  it.each([
    ['Hub.yaml', 'hub.yaml'],
    ['hub.yml', 'hub.yaml'],
    ['hub.yaml.txt', 'hub.yaml'],
    ['Search Tests.yaml', 'search-tests.yaml'],
    ['hub.yaml', undefined],
    ['teams.yaml', undefined],
    ['answers/hub.yml', undefined],
  ])('takes %s for %s', (path, meant) => {
    expect(meantAtTop(path)).toBe(meant);
  });
});
