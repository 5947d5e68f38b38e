const QUOTED = /^ {0,3}(?:>[ \t]?)+/;
const OPENING = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;

/**
 * Reads a body line by line and tells whether each line belongs to fenced code, its two fences included, in quotes too.
 * A fence ends with the sign it began with, at least as many of it, and nothing after (CommonMark 0.31, 4.5), or with the
 * quote that it stands in.
 */
export function createFenceReader(): (line: string) => boolean {
  let open: { fence: string; quoted: boolean } | undefined;
  return (line) => {
    const quote = QUOTED.exec(line)?.[0] ?? '';
    if (open?.quoted === true && quote === '') open = undefined;
    if (open === undefined) {
      const fence = OPENING.exec(line.slice(quote.length))?.[1];
      if (fence !== undefined) open = { fence, quoted: quote !== '' };
      return open !== undefined;
    }
    const mark = CLOSING.exec(open.quoted ? line.slice(quote.length) : line)?.[1];
    if (mark !== undefined && mark[0] === open.fence[0] && mark.length >= open.fence.length) open = undefined;
    return true;
  };
}
