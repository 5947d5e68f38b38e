/** Headings and words by which authors say that what follows must not reach a customer. */
import { foldWords } from './fold.ts';

const SPEAKING =
  '(?:say|said|saying|mention|mentioning|promise|promising|tell|quote|claim|offer|use|share|send|repeat|volunteer|bring up|talk about|speak of)';

const SUBJECT = '(?:what|things?|words?|phrases?|claims?|lines?)';

/** On folded words: small letters, one blank between words, no other signs. */
const PATTERNS = [
  // do not say, don't ever mention, never promise, what not to say, things you should not quote
  new RegExp(`^(?:please )?(?:do not|don t|dont|never|must not|not to) (?:ever )?${SPEAKING}\\b`),
  // What is not said is forbidden; what is not held, offered or used is a fact.
  new RegExp(
    `^${SUBJECT} (?:i |we )(?:(?:do|should|must|can|may) ?(?:not|n t)|don t|never)(?: ever)? (?!offer|use)${SPEAKING}\\b`,
  ),
  new RegExp(
    `^${SUBJECT} (?:you |to )?(?:(?:do|should|must|can|may) ?(?:not|n t)|don t|never|not)(?: ever| to)? ${SPEAKING}\\b`,
  ),
  new RegExp(`^${SUBJECT} (?:i |we |you |to |we should |you should )?avoid\\b`),
  new RegExp(`^(?:avoid|stop)(?: ${SPEAKING})?$|^avoid ${SPEAKING}\\b`),
  /^(?:strictly )?(?:internal(?:ly)?(?: (?:only|use only|use|notes?|eyes only))?|for internal use(?: only)?|(?:strictly )?confidential|off the record|between us|for (?:our|your) eyes only|keep (?:this|it) (?:to yourself|inside|internal))$/,
  /^(?:not|never) (?:for|to) (?:the )?(?:customers?|clients?|prospects?|buyers?|sharing|external use|outside use)\b/,
  /^(?:do|please do) not (?:share|forward|send)\b/,
  /^(?:nicht|niemals|nie) (?:laut )?(?:sagen|erwähnen|versprechen|weitergeben)\b|^(?:was|das) (?:wir |man |sie )?nicht (?:sagen|gesagt)\b|^nur (?:intern|für intern)/,
  /^(?:ne pas|ne jamais|à ne pas) (?:dire|mentionner|promettre)\b|^usage interne\b|^ce qu il ne faut pas dire\b/,
  /^(?:no|nunca|qué no|lo que no se debe) (?:se )?(?:decir|diga|digas|mencionar|prometer)\b|^uso interno\b|^solo interno\b/,
  /^(?:言わないこと|言ってはいけない|社外秘|社内限定|口外禁止)/,
];

/** Such as `Margins (internal)` and `Pricing: not for customers`; the sign before it tells it from `What stays internal`. */
const REMARK =
  /[([:,–—|/-]\s*(?:(?:strictly )?internal(?:ly)?(?: only| use(?: only)?)?|confidential|not for customers?|do not (?:say|share)|nur intern|nicht sagen|usage interne|uso interno)[)\]]?\s*$/iu;

/** Whether a heading says that nothing below it may be said aloud. */
export function forbidsSaying(heading: string): boolean {
  const words = foldWords(heading);
  return REMARK.test(heading) || PATTERNS.some((pattern) => pattern.test(words));
}

/** Such as `Internal pricing` and `Never below list`: headings that may forbid it, or speak of something else. */
const DOUBTFUL = /^(?:do not|don t|dont|never|what not|not to|avoid|internal|confidential)\b/;

/** The same where nobody reads what stands below before it is sent: a doubt is enough. */
export function mayForbidSaying(heading: string): boolean {
  return DOUBTFUL.test(foldWords(heading)) || forbidsSaying(heading);
}

/** The first words of a paragraph that speaks of itself so: `Do not say: "From £38."`, `Internal: we pay 12.` */
const LABEL = /^[^:.!?,–—]{3,40}(?=[:–—!])/u;
/** A paragraph that is nothing but such a label speaks of what follows, as a heading does. */
const MAX_LABEL_CHARACTERS = 40;
const COMMAND = /^(?:please )?(?:do not|don t|dont|never) (?:ever )?(?:say|mention|promise)\b/;

/** A command stands at the beginning, behind a few signs at most; texts are many and long. */
const MAX_COMMAND_CHARACTERS = 200;

/** Whether the first letter may be that of a command, in any alphabet: most texts begin with another, and are not folded. */
const MAY_COMMAND = /^[\0-/:-@[-`{-\x7f]*(?:[dnp]|[^\0-\x7f])/i;

/** Whether a text says of itself that it must not be said aloud. */
export function isUnsayable(text: string): boolean {
  const label = LABEL.exec(text)?.[0];
  return (
    (MAY_COMMAND.test(text) && COMMAND.test(foldWords(text.slice(0, MAX_COMMAND_CHARACTERS)))) ||
    (label !== undefined && forbidsSaying(label))
  );
}

/** Whether a paragraph is a label that holds for all that follow it below the same heading, such as `Do not say:`. */
export function isForbiddingLabel(text: string): boolean {
  return text.length <= MAX_LABEL_CHARACTERS && !text.endsWith('.') && forbidsSaying(text);
}

/**
 * Of the paragraphs below one heading those that may be said; a label that forbids it holds for all that follow. `said`: all of
 * a part that may be, where that is not its text.
 */
export function sayableOf<Part extends { text: string; said?: string }>(parts: readonly Part[]): Part[] {
  const end = parts.findIndex(({ text }) => isForbiddingLabel(text));
  return parts
    .slice(0, end < 0 ? parts.length : end)
    .map((part) => (part.said === undefined ? part : { ...part, text: part.said }))
    .filter(({ text }) => text !== '' && !isUnsayable(text));
}

/** A cell of a table by its words. */
export interface Cell {
  text: string;
  isHeading: boolean;
}

/** `gone`: with its row or column; `empty`: alone, so that the others keep their places. */
export type CellVerdict = 'said' | 'empty' | 'gone';

/**
 * What of a table may be said, by rows: not what stands in a column or row whose heading forbids it, and no cell that says
 * so of itself. Where the first column is of what must not be said, the others speak of that.
 */
export function judgeCells(rows: readonly (readonly Cell[])[]): CellVerdict[][] {
  const [first = []] = rows;
  const hasHead = first.length > 0 && first.every(({ isHeading }) => isHeading);
  const forbidden = hasHead ? first.map(({ text }) => mayForbidSaying(text)) : [];
  return rows.map((row, at) => {
    const label = row[0]?.text ?? '';
    const isLabelled = (at > 0 || !hasHead) && (forbidsSaying(label) || isUnsayable(label));
    if (forbidden[0] === true || isLabelled) return row.map(() => 'gone');
    return row.map(({ text }, column) => {
      if (forbidden[column] === true) return 'gone';
      return isUnsayable(text) ? 'empty' : 'said';
    });
  });
}
