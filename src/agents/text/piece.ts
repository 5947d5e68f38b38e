import type { Day } from '../../library/dates.ts';

/**
 * A block of an asset as Markdown. An asset is a list of them in the order of its page, made once for a build; what is shown
 * of it is decided where the day and the reader are known.
 */
export interface Piece {
  is: 'heading' | 'block' | 'item' | 'claim';
  /** Markdown. What must not be said aloud is marked in it; of a claim its own words alone. */
  text: string;
  /** What of it a customer may have, where that is not all: '' for nothing. */
  forCustomer?: string;
  /** Of a claim: where it comes from, and until when it may be repeated. */
  note?: string;
  /** Of a claim: the last day on which it may be repeated. */
  until?: Day;
}

/** Stands before words that their author forbids to say. */
export const NOT_ALOUD = 'Do not say aloud:';
/** Stands before the row of a table of which a part must not be said. */
export const NOT_ALL_ALOUD = 'Do not say all of it aloud:';

/** Who reads it. */
export interface PieceReader {
  /** The day on which it is read. */
  today: Day;
  /** True: only what a customer may have. */
  forCustomer: boolean;
}

/** Pieces as a Markdown text. A claim that has run out is struck out and says since when; a customer gets no word of it. */
export function renderPieces(pieces: readonly Piece[], reader: PieceReader): string {
  let text = '';
  let before: Piece['is'] | undefined;
  for (const piece of withoutEmptyParts(pieces, reader)) {
    const isInList = isItem(piece.is) && before !== undefined && isItem(before);
    text += `${text === '' ? '' : isInList ? '\n' : '\n\n'}${renderPiece(piece, reader)}`;
    before = piece.is;
  }
  return text;
}

const isItem = (is: Piece['is']): boolean => is === 'item' || is === 'claim';

/** What a reader gets; a heading below which nothing is left goes as well. */
function withoutEmptyParts(pieces: readonly Piece[], { today, forCustomer }: PieceReader): Piece[] {
  if (!forCustomer) return [...pieces];
  const left = pieces.filter(
    ({ forCustomer: theirs, until }) => theirs !== '' && (until === undefined || until >= today),
  );
  let below = 0;
  return left
    .toReversed()
    .filter(({ is, text }) => {
      const depth = is === 'heading' ? depthOf(text) : MAX_DEPTH;
      if (depth >= below && depth < MAX_DEPTH) return false;
      below = depth;
      return true;
    })
    .toReversed();
}

/** Deeper than any heading. */
const MAX_DEPTH = 7;

/** 1 to 6 for the text of a heading. */
const depthOf = (text: string): number => /^#*/.exec(text)?.[0].length ?? 0;

function renderPiece({ is, text, forCustomer: theirs, note, until }: Piece, reader: PieceReader): string {
  if (is !== 'claim') return reader.forCustomer ? (theirs ?? text) : text;
  const behind = note === undefined || reader.forCustomer ? '' : ` (${note})`;
  const mark = theirs === '' ? `**${NOT_ALOUD}** ` : '';
  const isOver = until !== undefined && until < reader.today;
  const words = isOver ? `~~${text}~~ **Expired ${until}: not to be repeated.**` : text;
  return `- ${mark}${words}${behind}`;
}
