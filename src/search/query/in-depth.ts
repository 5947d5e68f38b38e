/**
 * What a search does without until its first hits are there: the rest of their rows, what words may be that nobody wrote,
 * quotation marks. Imported where it is needed, so that the browser fetches it apart and the first hits come sooner.
 */
export { readAsked } from './choose-sentence.ts';
export { readNearest } from './corrections.ts';
export { readHits } from './hit-details.ts';
export { markPhrase } from './phrases.ts';
export { explainAnswer } from './reasons.ts';
export { isStray } from './stray.ts';
export { readMeant } from './unknown-words.ts';
