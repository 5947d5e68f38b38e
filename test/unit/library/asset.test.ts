import { describe, expect, it } from 'vitest';
import { idOfPath } from '../../../src/library/asset.ts';
import { urlOf } from '../../../src/library/addresses.ts';
import { checkFiles, goodText, readAsset, readFiles } from '../../support/small-hub.ts';

describe('reading an asset', () => {
  it('makes an address of the path in letters of any alphabet', () => {
    expect(idOfPath('battlecards/Acme Corp (EU).md')).toBe('battlecards/acme-corp-eu');
    expect(idOfPath('answers/Größe & Preis.MD')).toBe('answers/größe-preis');
    expect(idOfPath('collateral/___.md')).toBe('collateral/untitled');
    expect(urlOf('answers/cost')).toBe('/answers/cost/');
  });

  it('gives one file one address however its letters are composed', () => {
    expect(idOfPath('answers/cafe\u0301.md')).toBe(idOfPath('answers/caf\u00e9.md'));
  });

  it('takes the kind from the folder', () => {
    expect(readAsset('collateral/deep/down/a.md', goodText()).kind).toBe('collateral');
  });

  it('says where a file in no folder of assets belongs', () => {
    expect([...checkFiles({ 'notes.md': '' }), ...checkFiles({ 'battlecard/acme.md': '' })])
      .toMatchInlineSnapshot(`
        [
          "notes.md:1  error  The file lies outside every folder of assets. Move it to one of battlecards, collateral, plays, answers, build-stories, sell-stories, roles, field-notes, win-loss, training.  [unknown-folder]",
          "battlecard/acme.md:1  error  No kind of asset lives in the folder "battlecard". Did you mean "battlecards"?  [unknown-folder]",
        ]
      `);
  });

  it('says which line is not text', () => {
    const latin1 = new Uint8Array([...new TextEncoder().encode('---\ntitle: A\n---\nCaf'), 0xe9]);
    const utf16 = new Uint8Array([0xff, 0xfe, 0x23, 0x00]);
    expect([
      ...checkFiles({ 'answers/latin1.md': latin1 }),
      ...checkFiles({ 'answers/utf16.md': utf16 }),
      ...checkFiles({ 'answers/nulls.md': goodText('', 'one\ntwo\0\n') }),
    ]).toMatchInlineSnapshot(`
      [
        "answers/latin1.md:4  error  The file is not written in UTF-8, so letters such as é or ü would come out wrong. Save it again with the encoding UTF-8.  [not-utf-8]",
        "answers/utf16.md:1  error  The file is not written in UTF-8, so letters such as é or ü would come out wrong. Save it again with the encoding UTF-8.  [not-utf-8]",
        "answers/nulls.md:7  error  The file holds null bytes, which no text has. Save it again as plain text with the encoding UTF-8.  [not-text]",
      ]
    `);
  });

  it('says so when a file cannot be read', () => {
    const { findings } = readFiles({});
    expect(findings).toEqual([]);
    expect(checkFiles({ 'answers/gone.md': undefined as unknown as string })).toMatchInlineSnapshot(`
      [
        "answers/gone.md:1  error  The file cannot be read: it is a link to another place, or reading it is not allowed. Put the file itself here, with the right to read it.  [unreadable]",
      ]
    `);
  });

  it('tells the line of the file on which the body begins, for carriage returns too', () => {
    expect(readAsset('answers/a.md', goodText().replaceAll('\n', '\r\n')).bodyLine).toBe(6);
  });

  it('reads a line of five megabytes', () => {
    expect(readAsset('answers/a.md', goodText('', 'word '.repeat(1_000_000))).sections).toHaveLength(1);
  });
});
