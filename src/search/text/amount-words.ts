/** Words for money and shares. A number beside one says how much, and nobody is found by such a word alone. */
import { termOf } from './analysis.ts';
import { otherNumber } from './number-words.ts';

const AMOUNT_TERMS = new Set('gbp usd eur chf jpy percent pence cent grand'.split(' ').map(termOf));

export const isAmountTerm = (term: string): boolean => AMOUNT_TERMS.has(term);

/** Whether a word is a number, or begins as one does. */
export const isNumber = ({ word }: { word: string }): boolean => /^\d/.test(word) || otherNumber(word) !== '';
