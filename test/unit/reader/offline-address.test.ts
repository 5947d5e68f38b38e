import { expect, test } from 'vitest';
import { addressOf, pathOfAddress } from '../../../src/reader/offline-address.ts';

test.each([
  ['/answers/price/', '/answers/price/'],
  ['/answers/%70rice/', '/answers/price/'],
  ['/answers/gr%C3%B6%c3%9fe/', '/answers/größe/'],
  ['/answers/price/index.html', '/answers/price/'],
  ['/index.html', '/'],
  ['/media/decks/q3%23final%3F.pdf', '/media/decks/q3#final?.pdf'],
  // A part that is no UTF-8 stays as it stands, and the others are read all the same.
  ['/answers/%E0%A4%A/%70rice', '/answers/%E0%A4%A/price'],
])('the address %s is the path %s', (address, path) => {
  expect(pathOfAddress(address)).toBe(path);
});

test.each(['/answers/größe/', '/media/decks/q3#final?.pdf', '/media/100% sure.pdf', '/media/a+b&c.png'])(
  'the path %s is read again from its address',
  (path) => {
    const { pathname, search, hash } = new URL(addressOf(path), 'https://hub.example');
    expect([pathOfAddress(pathname), search, hash]).toEqual([path, '', '']);
  },
);
