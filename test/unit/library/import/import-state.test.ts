import { describe, expect, it } from 'vitest';
import {
  decideWrite,
  parseImportState,
  renderImportState,
} from '../../../../src/library/import/import-state.ts';

describe('a file that an import would write', () => {
  it.each([
    ['is written when nothing is there', 'new', undefined, undefined, 'write'],
    ['is left when it is there already', 'a', 'a', undefined, 'same'],
    ['is left when another file has its name', 'a', 'b', undefined, 'occupied'],
    ['is written again when it changed where it comes from', 'b', 'a', 'a', 'write'],
    ['is left as people changed it', 'a', 'edited', 'a', 'edited'],
    ['is left, and named, when it changed on both sides', 'b', 'edited', 'a', 'both-changed'],
    ['stays out when people took it out', 'b', undefined, 'a', 'removed'],
  ])('%s', (_, wanted, there, last, decision) => {
    expect(decideWrite(wanted, there, last)).toBe(decision);
  });
});

describe('what an import remembers', () => {
  it('is read back as it was written', () => {
    const state = { files: { 'b.md': { from: 'x/b.md', hash: '1' }, 'a.md': { from: 'x/a.md', hash: '2' } } };
    expect(parseImportState(renderImportState(state))).toEqual(state);
  });

  it.each([undefined, '', 'no json', '{"files": 3}', '{'])('counts as nothing when it is %j', (text) => {
    expect(parseImportState(text)).toEqual({ files: {} });
  });
});
