import type { DecimalMark } from './crm-words.ts';

/** An amount as it is written, read as far as it tells by itself. */
export interface WrittenAmount {
  /** Digits and marks alone, such as `1.234,56`. */
  digits: string;
  isNegative: boolean;
  /** 1, or what `k` and `M` behind it stand for. */
  times: number;
  /** Codes of the currencies that its sign may stand for; none where it has no sign. */
  currencies: readonly string[];
  /** Which mark it must have, whatever the file; undefined where both give a number, and another one. */
  mark?: DecimalMark;
  /** Whether it is the same number with either mark. */
  isPlain: boolean;
}

/** What signs of money may stand for. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP'],
  $: ['USD', 'AUD', 'CAD', 'NZD', 'SGD', 'HKD', 'MXN', 'CLP', 'COP', 'ARS'],
  us$: ['USD'],
  a$: ['AUD'],
  c$: ['CAD'],
  ca$: ['CAD'],
  r$: ['BRL'],
  '¥': ['JPY', 'CNY'],
  円: ['JPY'],
  元: ['CNY'],
  '₹': ['INR'],
  '₩': ['KRW'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  'kr.': ['SEK', 'NOK', 'DKK', 'ISK'],
  zł: ['PLN'],
  fr: ['CHF'],
  'fr.': ['CHF'],
  euro: ['EUR'],
  euros: ['EUR'],
  'pound sterling': ['GBP'],
  'british pound': ['GBP'],
  'us dollar': ['USD'],
  'swiss franc': ['CHF'],
  'japanese yen': ['JPY'],
};

/** The codes that a sign, a name or a code of a currency may mean; none where nobody knows it. */
export function currenciesOf(written: string): readonly string[] {
  const text = written.normalize('NFKC').trim();
  const code = /^(?:[A-Z]{3}\s*-\s*)?([A-Z]{3})$/i.exec(text)?.[1] ?? /^([A-Z]{3})\s+-\s/.exec(text)?.[1];
  if (code !== undefined) return [code.toUpperCase()];
  const name = text.toLowerCase();
  return (Object.hasOwn(SIGNS, name) ? SIGNS[name] : undefined) ?? [];
}

/** An amount of an export by itself; undefined where it is none. */
export function readAmount(written: string): WrittenAmount | undefined {
  // Blanks and apostrophes are only ever set between thousands.
  let text = written
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .trim();
  let isNegative = false;
  const inBrackets = /^\((.+)\)$/.exec(text);
  if (inBrackets !== null) {
    isNegative = true;
    text = inBrackets[1] ?? '';
  }
  const parts = /^([^\d.,]*?)\s*(\d[\d.,'’\s]*)\s*([^\d.,]*\.?)$/.exec(text);
  if (parts === null) return undefined;
  let [, before = '', digits = '', after = ''] = parts;
  if (/-/.test(before + after)) {
    isNegative = true;
    before = before.replace('-', '');
    after = after.replace(/-$/, '');
  }
  const short = /^(k|m|mio\.?|mn)\b\.?\s*/i.exec(after.trim())?.[0] ?? '';
  const times =
    short === '' ? 1 : short.toLowerCase().startsWith('k') && !/^kr/i.test(after.trim()) ? 1e3 : 1e6;
  const sign = [before, after.trim().slice(times === 1 ? 0 : short.length)]
    .map((one) => one.trim())
    .filter(Boolean);
  const currencies = sign.map(currenciesOf);
  if (sign.length > 2 || currencies.some((each) => each.length === 0)) return undefined;
  const [first = [], second = first] = currencies;
  const both = first.filter((code) => second.includes(code));
  if (first.length > 0 && both.length === 0) return undefined;
  digits = digits.replace(/['’\s]/g, '');
  const shape = shapeOf(digits, times);
  return shape === undefined ? undefined : { digits, isNegative, times, currencies: both, ...shape };
}

/** What the marks among digits say by themselves; undefined where they are no number at all. */
function shapeOf(digits: string, times: number): Pick<WrittenAmount, 'mark' | 'isPlain'> | undefined {
  if (/^\d+$/.test(digits)) return { isPlain: true };
  const asPoint = isNumber(digits, ',', '.');
  const asComma = isNumber(digits, '.', ',');
  if (!asPoint && !asComma) return undefined;
  // No thousands are shortened with `k`, and none begin with a nought.
  if (asPoint && asComma && times === 1 && !/^0[.,]/.test(digits)) return { isPlain: false };
  if (asPoint && asComma) return { isPlain: false, mark: digits.includes('.') ? 'point' : 'comma' };
  return { isPlain: false, mark: asPoint ? 'point' : 'comma' };
}

/** Whether digits are a number with this sign between thousands and that one before decimals. In India pairs follow. */
function isNumber(digits: string, thousands: string, decimal: string): boolean {
  const [whole = '', decimals, ...more] = digits.split(decimal);
  if (more.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) return false;
  const [lead = '', ...groups] = whole.split(thousands);
  if (groups.length === 0) return /^\d+$/.test(lead);
  const last = groups.at(-1) ?? '';
  return /^\d{1,3}$/.test(lead) && last.length === 3 && groups.every((group) => /^\d{2,3}$/.test(group));
}

/** The number that an amount means once the mark of the file is known. */
export function valueIn({ digits, isNegative, times }: WrittenAmount, mark: DecimalMark): number {
  const plain = mark === 'point' ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.');
  return (isNegative ? -1 : 1) * times * Number(plain);
}
