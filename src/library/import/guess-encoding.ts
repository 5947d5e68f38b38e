/** An encoding that texts are still found in, by its name for `TextDecoder` and the name that people know. */
export interface OldEncoding {
  label: string;
  name: string;
  /** Letters beyond ASCII that its languages write often, where they are Latin; the rest of the page is for others. */
  letters?: RegExp;
}

const WEST = /[äöüßéèêëàâçôîïûùœæñáíóúåøãìòŸª]|õ(?=e)/iu;

/** The first of two that fit as well is taken. UTF-8 and UTF-16 are told by their bytes, before anything is guessed. */
const ENCODINGS: readonly OldEncoding[] = [
  { label: 'windows-1252', name: 'Windows-1252 (the West)', letters: WEST },
  { label: 'macintosh', name: 'MacRoman (old Macs of the West)', letters: WEST },
  {
    label: 'windows-1250',
    name: 'Windows-1250 (Central Europe)',
    letters: /[ąćęłńóśźżáčďéěíňřšťúůýžäôľĺŕöőüűăâîđß]/iu,
  },
  { label: 'windows-1254', name: 'Windows-1254 (Turkish)', letters: /[ışğçöüâ]|İ/iu },
  // Hebrew has no capitals: in the Cyrillic page, which has its letters at the same places, it would be all small ones.
  { label: 'windows-1255', name: 'Windows-1255 (Hebrew)' },
  { label: 'windows-1251', name: 'Windows-1251 (Cyrillic)' },
  { label: 'koi8-r', name: 'KOI8-R (Cyrillic)' },
  { label: 'ibm866', name: 'IBM-866 (Cyrillic)' },
  { label: 'x-mac-cyrillic', name: 'MacCyrillic' },
  { label: 'windows-1253', name: 'Windows-1253 (Greek)' },
  { label: 'windows-1256', name: 'Windows-1256 (Arabic)' },
  { label: 'shift_jis', name: 'Shift-JIS (Japanese)' },
  { label: 'euc-jp', name: 'EUC-JP (Japanese)' },
  { label: 'gb18030', name: 'GB18030 (Chinese)' },
  { label: 'big5', name: 'Big5 (Chinese)' },
  { label: 'euc-kr', name: 'EUC-KR (Korean)' },
];

const SCRIPTS = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
  hebrew: /\p{Script=Hebrew}/u,
  arabic: /\p{Script=Arabic}/u,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u,
  han: /\p{Script=Han}/u,
  hangul: /\p{Script=Hangul}/u,
};
type Script = keyof typeof SCRIPTS;
/** What stands in running text beside letters. */
const SIGNS = /[“”‘’„‚«»–—…€£¥§©®™°•·¿¡½¼¾²³±×µ\u00a0№、。「」『』・〜\u3000\uff01-\uff5e]/u;
/** Signs that may stand between two letters. */
const INSIDE_WORDS = /[’·–—‑、。・「」\uff01-\uff5e]/u;
/** Signs that no text is written in: controls, gaps of a code page, letters for old screens, parts of syllables, vowels of Hebrew. */
const UNUSED = /[\u0080-\u009f\ufffd\uff61-\uff9f\u3131-\u318e\u2500-\u259f]|\p{M}|\p{Co}|\p{Cn}/u;
/** Signs that make up half of any Chinese text, in both ways of writing them. */
const FREQUENT_HAN = new Set(
  '的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着去之过過家学學对對可里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已从從动動两兩长長价價客户戶产產品销銷售市场場报報与與及或',
);

/** How much of a text's signs beyond ASCII stand as people set them: 1 all of them, less than 0 hardly any. */
function plausibility(text: string, highBytes: number, letters: RegExp | undefined): number {
  const signs = [...text];
  let score = 0;
  signs.forEach((sign, at) => {
    if ((sign.codePointAt(0) ?? 0) >= 0x80)
      score += fit(sign, signs[at - 1] ?? ' ', signs[at + 1] ?? ' ', letters);
  });
  return score / highBytes;
}

/** Weights found by trying texts of each language in each encoding; a sign of two bytes counts for two. */
function fit(sign: string, before: string, after: string, letters: RegExp | undefined): number {
  if (UNUSED.test(sign)) return -2;
  const script = scriptOf(sign);
  const [left, right] = [scriptOf(before), scriptOf(after)];
  if (script === undefined) {
    // A sign between two letters belongs to another code page: `caf³s`; an apostrophe does not.
    const between = left !== undefined && right !== undefined;
    if (!SIGNS.test(sign)) return between ? -2 : -0.5;
    if (between) return INSIDE_WORDS.test(sign) ? 1.2 : -1;
    return sign >= '\u3000' ? 2 : 1;
  }
  const isAsian = script === 'kana' || script === 'han' || script === 'hangul';
  const strange = [left, right].some(
    (each) => each !== undefined && each !== script && !(isJapanese(each) && isJapanese(script)),
  );
  if (strange) return isAsian ? -0.5 : -1;
  // Capitals begin words, or make up all of one.
  const isMiddle = isLower(before) && isUpper(sign);
  if (isMiddle || (isLower(sign) && isUpper(after)) || (isUpper(before) && isUpper(sign) && isLower(after)))
    return -2;
  switch (script) {
    case 'latin': {
      if (letters?.test(sign + after) !== true) return -0.5;
      const isLone = left === undefined && right === undefined;
      return isLone ? 0.3 : isBeyondAscii(before) && isBeyondAscii(after) ? -1 : 1;
    }
    case 'kana':
      return 2;
    case 'han':
      return FREQUENT_HAN.has(sign) ? 2.2 : 1.2;
    case 'hangul':
      return 1.8;
    default:
      return 1;
  }
}

function isBeyondAscii(sign: string): boolean {
  return sign > '\u007f' && scriptOf(sign) === 'latin';
}

function scriptOf(sign: string): Script | undefined {
  // Wide forms of ASCII stand among any letters.
  if (sign >= '\uff01' && sign <= '\uff5e') return undefined;
  return (Object.keys(SCRIPTS) as Script[]).find((script) => SCRIPTS[script].test(sign));
}

function isJapanese(script: Script): boolean {
  return script === 'kana' || script === 'han';
}

function isLower(sign: string): boolean {
  return sign !== sign.toUpperCase();
}

function isUpper(sign: string): boolean {
  return sign !== sign.toLowerCase();
}

/** Enough of a long file to tell. */
const MAX_BYTES_LOOKED_AT = 20_000;

/**
 * The old encoding in which bytes that are no UTF-8 read most like words: letters of one script beside each other, capitals
 * where words begin. No library is taken for it: those that are kept up do not know MacRoman, and say nothing of a text
 * with three letters beyond ASCII, which is what most files of the West are. Undefined when they read like words in none.
 */
export function guessEncoding(bytes: Uint8Array): OldEncoding | undefined {
  const high = bytes.findIndex((byte) => byte >= 0x80);
  const some = bytes.subarray(Math.max(0, high - 200), high + MAX_BYTES_LOOKED_AT);
  const highBytes = some.reduce((count, byte) => (byte >= 0x80 ? count + 1 : count), 0);
  let best: { encoding: OldEncoding; score: number } | undefined;
  for (const encoding of ENCODINGS) {
    const score = plausibility(new TextDecoder(encoding.label).decode(some), highBytes, encoding.letters);
    if (best === undefined || score > best.score) best = { encoding, score };
  }
  return best === undefined || best.score <= 0 ? undefined : best.encoding;
}
