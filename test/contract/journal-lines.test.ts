import { expect, test } from 'vitest';
import { cutBlock, readLines } from '../../src/adapters/event-store/journal-lines.ts';

const line = (number: number, filler = '') =>
  `{"uuid":"00000000-0000-7000-a000-${String(number).padStart(12, '0')}","event":"e${filler}"}\n`;

test('a block is cut between lines only, and nothing of it is lost', () => {
  const block = Buffer.from(Array.from({ length: 50 }, (_, number) => line(number)).join(''));
  for (const maxBytes of [1, 70, 71, 500, block.length - 1, block.length, block.length + 1]) {
    const parts = cutBlock(block, maxBytes);
    expect(Buffer.concat(parts).equals(block)).toBe(true);
    expect(parts.flatMap((part) => readLines(part).lines)).toHaveLength(50);
    const longest = Math.max(line(0).length, maxBytes);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(longest);
  }
  expect(cutBlock(block, 500).length).toBeLessThan(15);
});

test('a line that is longer than a part is a part of its own', () => {
  const texts = [line(1), line(2, 'x'.repeat(1000)), line(3)];
  expect(cutBlock(Buffer.from(texts.join('')), 200).map(String)).toEqual(texts);
});

test('an unfinished last line stays with its part', () => {
  const parts = cutBlock(Buffer.from(`${line(1)}{"uuid":"`), 40);
  expect(parts.map(String)).toEqual([line(1), '{"uuid":"']);
  expect(cutBlock(Buffer.alloc(0), 40)).toEqual([]);
});
