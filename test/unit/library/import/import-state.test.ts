import { describe, expect, it } from 'vitest';
import {
  decideWrite,
  lastWritten,
  parseImportState,
  parseJournal,
  renderImportState,
  renderJournalLine,
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

describe('a write that was begun before an import was killed', () => {
  it.each([
    ['came to its end', 'new', 'old', ['new'], 'new'],
    ['did not come to its end', 'old', 'old', ['new'], 'old'],
    ['never made its file', undefined, undefined, ['new'], undefined],
    ['was changed by people afterwards', 'edited', undefined, ['new'], 'new'],
    ['was killed twice', 'first', undefined, ['first', 'second'], 'first'],
  ])('%s', (_, there, saved, begun, last) => {
    expect(lastWritten(there, saved, begun)).toBe(last);
  });

  it('is read back from the journal, without the line it was killed in', () => {
    const lines = [
      { path: 'a b.md', hash: '01' },
      { path: 'c.md', hash: '02' },
      { path: 'a b.md', hash: '03' },
    ].map(renderJournalLine);
    expect([...parseJournal(`${lines.join('')}04 d.m`)]).toEqual([
      ['a b.md', ['01', '03']],
      ['c.md', ['02']],
    ]);
  });
});
