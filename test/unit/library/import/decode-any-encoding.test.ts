import { describe, expect, it } from 'vitest';
import { decodeAnyEncoding } from '../../../../src/library/import/decode-any-encoding.ts';

/** UTF-16 without a mark. */
function wide(text: string, order: 'le' | 'be'): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const MARK = { le: [0xff, 0xfe], be: [0xfe, 0xff] } as const;

describe.each([
  '# Price for ovens\n\nTen euros.\n',
  '# Цены на печи\n\nДесять евро.\n',
  '# 価格 表\n\nオーブン は 高い\n',
])('the text %j', (text) => {
  it.each(['le', 'be'] as const)('is read from UTF-16 %s with a mark and without', (order) => {
    expect(decodeAnyEncoding(wide(text, order))).toMatchObject({ text });
    expect(decodeAnyEncoding(Buffer.concat([Uint8Array.from(MARK[order]), wide(text, order)]))).toMatchObject(
      {
        text,
      },
    );
  });

  it('is read from UTF-8 as it is', () => {
    expect(decodeAnyEncoding(new TextEncoder().encode(text))).toEqual({ text });
  });
});

it('says that UTF-32 is not read', () => {
  const bytes = Uint8Array.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0, 0x42, 0, 0, 0]);
  expect(decodeAnyEncoding(bytes)).toEqual({
    why: 'It is written in UTF-32, which is not read here: save it as UTF-8.',
  });
});

function read(text: string): ReturnType<typeof decodeAnyEncoding> {
  return decodeAnyEncoding(new TextEncoder().encode(text));
}

it('turns lines of old Macs into lines, and leaves a return inside other lines', () => {
  expect(read('# A\r\rB\r')).toEqual({
    text: '# A\n\nB\n',
    trouble: 'Its lines ended as on old Macs, and end in the usual way now.',
  });
  expect(read('a\r\nb\rc')).toEqual({ text: 'a\r\nb\rc' });
});

/** Bytes as another program wrote them, in base64: no encoder but that of UTF-8 is at hand here. */
const OLD: readonly (readonly [name: string, text: string, bytes: string])[] = [
  [
    'Windows-1251 (Cyrillic)',
    '# Цены на печи\n\nДесять евро за штуку, если заказать до конца года. Скидка 5 %.\n',
    'IyDW5e37IO3gIO/l9+gKCsTl8f/y/CDl4vDuIOfgIPjy8+rzLCDl8evoIOfg6uDn4PL8IOTuIOru7fbgIOPu5OAuINHq6OTq4CA1ICUuCg==',
  ],
  [
    'KOI8-R (Cyrillic)',
    '# Цены на печи\n\nДесять евро за штуку, если заказать до конца года. Скидка 5 %.\n',
    'IyDjxc7ZIM7BINDF3skKCuTF09HU2CDF19LPINrBINvU1cvVLCDF08zJINrBy8HawdTYIMTPIMvPzsPBIMfPxMEuIPPLycTLwSA1ICUuCg==',
  ],
  [
    'IBM-866 (Cyrillic)',
    '# Цены на печи\n\nДесять евро за штуку, если заказать до конца года. Скидка 5 %.\n',
    'IyCWpa3rIK2gIK+l56gKCoSl4e/i7CClouCuIKegIOji46rjLCCl4auoIKegqqCnoOLsIKSuIKqureagIKOupKAuIJGqqKSqoCA1ICUuCg==',
  ],
  [
    'MacCyrillic',
    '# Цены на печи\n\nДесять евро за штуку, если заказать до конца года. Скидка 5 %.\n',
    'IyCW5e37IO3gIO/l9+gKCoTl8d/y/CDl4vDuIOfgIPjy8+rzLCDl8evoIOfg6uDn4PL8IOTuIOru7fbgIOPu5OAuIJHq6OTq4CA1ICUuCg==',
  ],
  [
    'Windows-1251 (Cyrillic)',
    '# Price list\n\nSee Москва office.\n',
    'IyBQcmljZSBsaXN0CgpTZWUgzO7x6uLgIG9mZmljZS4K',
  ],
  [
    'KOI8-R (Cyrillic)',
    '# Price list\n\nSee Москва office.\n',
    'IyBQcmljZSBsaXN0CgpTZWUg7c/Ty9fBIG9mZmljZS4K',
  ],
  [
    'IBM-866 (Cyrillic)',
    '# Price list\n\nSee Москва office.\n',
    'IyBQcmljZSBsaXN0CgpTZWUgjK7hqqKgIG9mZmljZS4K',
  ],
  [
    'Shift-JIS (Japanese)',
    '# 価格表\n\nオーブンは一台につき十万円です。値引きは担当者に確認してください。\n',
    'IyCJv4pplVwKCoNJgVuDdYOTgs2I6pHkgsmCwoKrj1yWnIl+gsWCt4FCkmyI+IKrgs2SU5OWjtKCyYptlEaCtYLEgq2CvoKzgqKBQgo=',
  ],
  [
    'EUC-JP (Japanese)',
    '# 価格表\n\nオーブンは一台につき十万円です。値引きは担当者に確認してください。\n',
    'IyCywbPKyb0KCqWqobyl1qXzpM+w7MLmpMukxKStvb3L/LHfpMekuaGjw82w+qStpM/DtMX2vNSky7POx6ekt6TGpK+kwKS1pKShowo=',
  ],
  ['Shift-JIS (Japanese)', '# Price\n\nCRM導入のご案内。\n', 'IyBQcmljZQoKQ1JNk7GT/ILMgrKIxJPggUIK'],
  ['EUC-JP (Japanese)', '# Price\n\nCRM導入のご案内。\n', 'IyBQcmljZQoKQ1JNxrPG/qTOpLSwxsbioaMK'],
  [
    'Windows-1252 (the West)',
    '# Tarifs\n\nL’été dernier, les prix étaient plus élevés à Genève : 40 € le café.\n',
    'IyBUYXJpZnMKCkyS6XTpIGRlcm5pZXIsIGxlcyBwcml4IOl0YWllbnQgcGx1cyDpbGV26XMg4CBHZW7odmUgOiA0MCCAIGxlIGNhZukuCg==',
  ],
  [
    'MacRoman (old Macs of the West)',
    '# Tarifs\n\nL’été dernier, les prix étaient plus élevés à Genève : 40 € le café.\n',
    'IyBUYXJpZnMKCkzVjnSOIGRlcm5pZXIsIGxlcyBwcml4II50YWllbnQgcGx1cyCObGV2jnMgiCBHZW6PdmUgOiA0MCDbIGxlIGNhZo4uCg==',
  ],
  [
    'Windows-1252 (the West)',
    '# Preise für Öfen\n\nGrößere Öfen kosten mehr. Übrigens: „Überraschung“ – 5 % Rabatt.\n',
    'IyBQcmVpc2UgZvxyINZmZW4KCkdy9t9lcmUg1mZlbiBrb3N0ZW4gbWVoci4g3GJyaWdlbnM6IITcYmVycmFzY2h1bmeTIJYgNSAlIFJhYmF0dC4K',
  ],
  [
    'MacRoman (old Macs of the West)',
    '# Preise für Öfen\n\nGrößere Öfen kosten mehr. Übrigens: „Überraschung“ – 5 % Rabatt.\n',
    'IyBQcmVpc2UgZp9yIIVmZW4KCkdymqdlcmUghWZlbiBrb3N0ZW4gbWVoci4ghmJyaWdlbnM6IOOGYmVycmFzY2h1bmfSINAgNSAlIFJhYmF0dC4K',
  ],
  ['Windows-1252 (the West)', '# Price\n\nThat’s all.\n', 'IyBQcmljZQoKVGhhdJJzIGFsbC4K'],
  ['MacRoman (old Macs of the West)', '# Price\n\nThat’s all.\n', 'IyBQcmljZQoKVGhhdNVzIGFsbC4K'],
  [
    'Windows-1252 (the West)',
    '# Price\n\n40 £ a day, 10° more, ©2025\n',
    'IyBQcmljZQoKNDAgoyBhIGRheSwgMTCwIG1vcmUsIKkyMDI1Cg==',
  ],
  [
    'Windows-1250 (Central Europe)',
    '# Cennik\n\nŻółta łódź płynie. Większość klientów płaci później, są też zniżki.\n',
    'IyBDZW5uaWsKCq/zs3RhILPzZJ8gcLN5bmllLiBXaeprc3pvnOYga2xpZW5083cgcLNhY2kgcPOfbmllaiwgc7kgdGW/IHpuab9raS4K',
  ],
  [
    'Windows-1250 (Central Europe)',
    '# Ceník\n\nPříliš žluťoučký kůň úpěl ďábelské ódy. Většina zákazníků platí později.\n',
    'IyBDZW7tawoKUPjtbGmaIJ5sdZ1vdehr/SBr+fIg+nDsbCDv4WJlbHNr6SDzZHkuIFbsdJppbmEgeuFrYXpu7Wv5IHBsYXTtIHBvemTsamkuCg==',
  ],
  [
    'Windows-1250 (Central Europe)',
    '# Árak\n\nA sütő ára tíz euró, ha előre fizetünk.\n',
    'IyDBcmFrCgpBIHP8dPUg4XJhIHTteiBldXLzLCBoYSBlbPVyZSBmaXpldPxuay4K',
  ],
  [
    'Windows-1253 (Greek)',
    '# Τιμές\n\nΔέκα ευρώ για κάθε φούρνο.\n',
    'IyDU6ezd8goKxN3q4SDl9fH+IOPp4SDq3OjlIPbv/fHt7y4K',
  ],
  [
    'Windows-1254 (Turkish)',
    '# Fiyatlar\n\nFırın için on avro, şimdi ödeyin. Müşteri bağlılığı.\n',
    'IyBGaXlhdGxhcgoKRv1y/W4gaedpbiBvbiBhdnJvLCD+aW1kaSD2ZGV5aW4uIE38/nRlcmkgYmHwbP1s/fD9Lgo=',
  ],
  ['Windows-1255 (Hebrew)', '# מחירון\n\nעשרה אירו לכל תנור.\n', 'IyDu5+n45e8KCvL5+OQg4On45SDs6+wg+vDl+C4K'],
  ['Windows-1256 (Arabic)', '# الأسعار\n\nعشرة يورو لكل فرن.\n', 'IyDH4cPT2sfRCgra1NHJIO3m0eYg4d/hIN3R5C4K'],
  [
    'GB18030 (Chinese)',
    '# 价格表\n\n每台烤箱十欧元，年底前下单可以打折。我们的客户很多。\n',
    'IyC827jxse0KCsO/zKi/vs/kyq7Ft9Sqo6zE6rXXx7DPwrWlv8nS1LTy1duho87Sw8e1xL/Nu6e63LbgoaMK',
  ],
  [
    'Big5 (Chinese)',
    '# 價格表\n\n每台烤箱十歐元，年底前下單可以打折。我們的客戶很多。\n',
    'IyC7+a7mqu0KCqhDpXivTr1jpFG82qS4oUGmfqmzq2WkVbPmpWmlSKW0p+mhQ6farcyquqvIpOGr3KZooUMK',
  ],
  [
    'EUC-KR (Korean)',
    '# 가격표\n\n오븐 한 대에 십만 원입니다. 할인은 담당자에게 확인하세요.\n',
    'IyCwobDdx6UKCr/Auuwgx9EgtOu/oSC9yri4IL/4wNS0z7TZLiDH0sDOwLogtOO058Dav6Gw1CDIrsDOx8+8vL/kLgo=',
  ],
  [
    'Windows-1252 (the West)',
    '# Precios\n\n¿Cuánto cuesta? El año pasado costó más: 10 € el niño.\n',
    'IyBQcmVjaW9zCgq/Q3XhbnRvIGN1ZXN0YT8gRWwgYfFvIHBhc2FkbyBjb3N08yBt4XM6IDEwIIAgZWwgbmnxby4K',
  ],
  [
    'MacRoman (old Macs of the West)',
    '# Precios\n\n¿Cuánto cuesta? El año pasado costó más: 10 € el niño.\n',
    'IyBQcmVjaW9zCgrAQ3WHbnRvIGN1ZXN0YT8gRWwgYZZvIHBhc2FkbyBjb3N0lyBth3M6IDEwINsgZWwgbmmWby4K',
  ],
  [
    'Windows-1252 (the West)',
    '# PREISE FÜR ÖFEN\n\nGRÖSSE ÜBER ALLES. L’ÉTÉ À GENÈVE\n',
    'IyBQUkVJU0UgRtxSINZGRU4KCkdS1lNTRSDcQkVSIEFMTEVTLiBMkslUySDAIEdFTshWRQo=',
  ],
  [
    'MacRoman (old Macs of the West)',
    '# PREISE FÜR ÖFEN\n\nGRÖSSE ÜBER ALLES. L’ÉTÉ À GENÈVE\n',
    'IyBQUkVJU0UgRoZSIIVGRU4KCkdShVNTRSCGQkVSIEFMTEVTLiBM1YNUgyDLIEdFTulWRQo=',
  ],
];

it.each(OLD)('reads %s: %j', (name, text, bytes) => {
  expect(decodeAnyEncoding(Buffer.from(bytes, 'base64'))).toEqual({
    text,
    trouble: `It is no UTF-8 and was read as ${name}. If its special letters are wrong, save it as UTF-8 and import again.`,
  });
});

it('keeps what is whole of damaged UTF-8', () => {
  const bytes = Buffer.concat([
    Buffer.from('# Öfen – für alle\n'),
    Uint8Array.of(0xe9),
    Buffer.from(' und mehr\n'),
  ]);
  expect(decodeAnyEncoding(bytes)).toEqual({
    text: '# Öfen – für alle\n\ufffd und mehr\n',
    trouble: 'It is UTF-8 with one damaged place, shown as \ufffd: write the letters that belong there.',
  });
});

it('takes no file of a program for text', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => ((at * 7919 + 13) % 251) + 4);
  expect(decodeAnyEncoding(bytes)).toEqual({
    why: 'It holds so many bytes of no letter that it cannot be text.',
  });
});
