import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sortOfName } from '../../../src/files/file-text.ts';
import { recogniseFile } from '../../../src/files/recognise.ts';
import { readZipDirectory } from '../../../src/files/zip-directory.ts';
import { makeBomb, makeDeck, makeDocument, makePdf, makeWorkbook } from '../../support/office-files.ts';

const deck = makeDeck([{ part: 1, title: 'One' }]);

describe('a file is what its bytes say', () => {
  it.each([
    ['a.pptx', deck, 'pptx'],
    ['A.DOCX', makeDocument(['One']), 'docx'],
    ['a.xlsx', makeWorkbook([{ name: 'One', rows: [['1']] }]), 'xlsx'],
    ['a.pdf', makePdf([['One']]), 'pdf'],
  ])('%s is opened', (name, bytes, sort) => {
    expect(recogniseFile(name, bytes)).toEqual({ open: sort });
  });

  it.each([
    ['a page named PDF', 'a.pdf', strToU8('<!doctype html><p>One'), 'mislabelled', 'a web page'],
    ['a PDF named deck', 'a.pptx', makePdf([['One']]), 'mislabelled', 'a PDF'],
    ['a document named deck', 'a.pptx', makeDocument(['One']), 'mislabelled', 'a DOCX file'],
    ['a list named workbook', 'a.xlsx', strToU8('a,b\n1,2\n'), 'mislabelled', 'plain text'],
    [
      'a zip of other things',
      'a.docx',
      zipSync({ 'a.txt': strToU8('a') }),
      'mislabelled',
      'a zip of other files',
    ],
    ['nothing', 'a.pptx', new Uint8Array(), 'broken', ''],
    ['half of a deck', 'a.pptx', deck.subarray(0, deck.length / 2), 'broken', ''],
    ['blanks that unpack without end', 'a.pptx', makeBomb(20_000_000), 'unpacks', ''],
  ])('%s is not', (_, name, bytes, trouble, detail) => {
    expect(recogniseFile(name, bytes)).toEqual({ trouble, detail });
  });

  it('needs a look inside the container that Office used before 2007, whatever it is called', () => {
    const bytes = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0);
    expect([recogniseFile('a.pptx', bytes), recogniseFile('a.ppt', bytes)]).toEqual(['compound', 'compound']);
  });

  it('is looked at by four endings, and known as old by three', () => {
    expect(['a.pptx', 'a.PDF', 'a.ppt', 'a.csv', 'pptx'].map(sortOfName)).toEqual([
      'pptx',
      'pdf',
      'old',
      undefined,
      undefined,
    ]);
  });
});

it('the directory of a zip tells its names and what it unpacks to', () => {
  const zip = zipSync({ 'a.txt': strToU8('a'.repeat(1000)), 'b/c.txt': strToU8('b') });
  expect(readZipDirectory(zip)).toMatchObject({ names: ['a.txt', 'b/c.txt'], unpackedBytes: 1001 });
});
