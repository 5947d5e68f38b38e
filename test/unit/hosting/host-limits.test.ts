import { expect, test } from 'vitest';
import { checkHostLimits } from '../../../src/hosting/host-limits.ts';

const MEBIBYTE = 1024 ** 2;
const pictures = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ url: `/pictures/${String(at)}.webp`, bytes: 1000 }));

test('a site within the limits of all hosts is told nothing', () => {
  expect(checkHostLimits([...pictures(19_999), { url: '/media/files/a.pdf', bytes: 25 * MEBIBYTE }])).toEqual(
    [],
  );
});

test('more files than a host takes are told with what makes them so many', () => {
  expect(checkHostLimits([...pictures(20_000), { url: '/', bytes: 1 }])).toEqual([
    'Cloudflare takes 20000 files, and this hub has 20001, of which 20000 are pictures of pages of files: there it is not published at all. Archive decks that nobody opens, or serve it elsewhere.',
  ]);
});

test('files and sites that are too large are told by name, largest first, with a link as the way out', () => {
  const files = [30, 60, 40, 900].map((size, at) => ({
    url: `/media/files/${String(at)}.pptx`,
    bytes: size * MEBIBYTE,
  }));
  expect(checkHostLimits(files)).toEqual([
    'Cloudflare takes files of 25 MB, and 4 are larger: files/3.pptx (900 MB), files/1.pptx (60 MB), files/2.pptx (40 MB), 1 more. There the hub is not published at all. Keep what is so large where it is and write its address under link, or save it with smaller pictures.',
    'GitHub Pages takes a site of 1 GB, and this hub has 1030 MB, of which 1030 MB are files that pages offer: there it is not published. Keep large files where they are and write their addresses under link.',
  ]);
});
