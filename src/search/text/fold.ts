/**
 * One spelling for what people take to be the same letter. Text of assets and typed text go through the same
 * function, so that `Müller` and `muller`, `ﬁ` and `fi`, full-width and half-width meet.
 */

const latinLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ς: 'σ',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
};

/** Letters that carry their accent inside: Latin, Greek, Cyrillic. Other alphabets keep their marks (が is not か). */
const ACCENTED = /[\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff]/g;
/**
 * Free accents on those letters, Hebrew points, Arabic vowel signs, soft hyphen, zero-width signs. Pieced together from
 * strings, because a class with combining signs in it looks like a mistake to whoever reads it, people and linters.
 */
const marks = new RegExp(
  `[${['\\u0300-\\u036f', '\\u0591-\\u05c7', '\\u0640', '\\u064b-\\u065f', '\\u0670', '\\u00ad', '\\u200b-\\u200f', '\\u2060', '\\ufeff'].join('')}]`,
  'g',
);
const LETTERS_OF_THEIR_OWN = /[ßæœøđðłıþςأإآٱىة]/g;
/** NFKC would glue these to the word before them (`Acme™` → `acmetm`). */
const WORD_SIGNS = /[™℠®©]/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\uff07]/g;
const NOT_ASCII = /[^\0-\x7f]/;

function withoutAccent(letter: string): string {
  return letter.normalize('NFD').replace(marks, '');
}

/**
 * Folds a text for finding: NFKC, lower case, accents off Latin, Greek and Cyrillic letters, vowel signs off Arabic
 * and Hebrew. Every other alphabet stays as it is. Never throws, also not on half surrogates.
 */
export function foldText(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  return text
    .toWellFormed()
    .replace(WORD_SIGNS, ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(APOSTROPHES, "'")
    .replace(ACCENTED, withoutAccent)
    .replace(marks, '')
    .replace(LETTERS_OF_THEIR_OWN, (letter) => latinLetters[letter] ?? letter);
}
