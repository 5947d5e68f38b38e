import { expect, test } from 'vitest';
import { decompressLz64 } from '../../../../src/usage/wire/lz64.ts';

const events = JSON.stringify(
  Array.from({ length: 40 }, (_, n) => ({
    event: 'asset_viewed',
    properties: { asset_id: `a-${String(n)}`, n: n * n },
  })),
);

/** Texts as `compressToBase64` of lz-string 1.5 packs them. */
const packed: [string, string, string][] = [
  ['an empty text', '', 'Q==='],
  ['one letter', 'a', 'IZA='],
  ['letters of one byte and of two', 'Größe 😀 – 価格', 'OIJwbw+wpgBIvBuAA9mhkAhoQvlA8FkA'],
  [
    'a letter over and over',
    'a'.repeat(3000),
    'IY18ZXTt/DFOS1b0c17Pd/wYUcSaWeRZVdTbXfQ408y62+x519z73/wMFDhI0WPETJU6TNlyZQA=',
  ],
  [
    'JSON of many events',
    events,
    'NobwRApgbhB2AuYBcYCGBndF4H0oEsIB3CAEzABowAHAJwHtqJb5D1lwMtd9yVUAtAAZKYWMiEBfSRXDQ4ifpmx5CJclTqNmrCOySdlPPmgEBGUeKRnpsyDATI0R1cTKitTFmw7PuOXidBACZLZAAWWzkHRT8VAjcNGgYvXX1Df0D+AQBmMKQATij7BSCXBPUPFJ0fAzjjIIFw/LMANmL5RyV/CvdNau89Xy4VLNMAVnzg8Y6Ysp61PuTtQfT6gJNBVvyc9plo0u74xaTPGqG6kYbsgHZ88KL9kq713tOBtOGXMcEADnzWpEnp1YldXJV+itPpdvpsBAV8r8bMC5kdcG8qlDahlRnCzCIqFZ8VIUYdXidMalsesfuYLITkGZgsi7CD5sdEpTzmswbSmS1wkDWajyZzIVSLjjrqYzHkGdZWo9hWSwRjxdyvpk8c15WYCntlS9VRT1atNbjGmZJvLgtNZiryiblhKebDLdsbeMDQcjY6xc6NTCtZa7jbfkqfaC/RCA2agxbsmZ/vKcsEhZH2einWc41KNpaESnWiyM2jwUsc9C87TggSxBEhCTDVGFv7K9TeXDmfdwiXni2OTH25KaV3QvLwr90/3M+X3liR53GsE5fWkONghGZ2W1bGq6Plzq1+Mbt7t6Khx8O27stMAXbSb7W5eF67g7ePWvWqf7U/BxWr0XG9TGCUM1xuTdfwHLM20At8ExA5NwKnKDZ13Yd4OlEJCzXKc+zZHdszg80sNyOsrAKRtUMI2DXxI/Nshyek131fCRWNWiXXo2lUxaIQ02oi8ALo+NSJyVciSEcNBI4l8uNEhjTByI8iStM8CKE+d5OrOEcmtNcmQfZs0KIkSdMaXYWk3dT2OjYTtIPRiwKJXYtw02T7MDczGKQolBWndy7K0rzHKUnCiQ3ZEAF0gA',
  ],
];

test.each(packed)('%s', (_, text, base64) => {
  expect(decompressLz64(base64, 10_000)).toBe(text);
});

test('a text that becomes too long is given up, however short it came', () => {
  const [, long = '', base64 = ''] = packed[3] ?? [];
  expect(decompressLz64(base64, long.length)).toBe(long);
  expect(decompressLz64(base64, long.length - 1)).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['the middle of a text', (packed[4]?.[2] ?? '').slice(0, 100)],
  ['letters that stand for nothing', '!!!!'],
  ['an entry that nobody made', 'zzzz'],
])('%s is no packed text', (_, base64) => {
  expect(decompressLz64(base64, 10_000)).toBeUndefined();
});
