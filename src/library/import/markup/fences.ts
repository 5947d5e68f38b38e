const OPENING = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const CLOSING = /^ {0,3}(`{3,}|~{3,})[ \t]*$/;

/**
 * Reads a body line by line and tells whether each line belongs to fenced code, its two fences included.
 * A fence ends with the sign it began with, at least as many of it, and nothing after (CommonMark 0.31, 4.5).
 */
export function createFenceReader(): (line: string) => boolean {
  let open: string | undefined;
  return (line) => {
    if (open === undefined) {
      open = OPENING.exec(line)?.[1];
      return open !== undefined;
    }
    const mark = CLOSING.exec(line)?.[1];
    if (mark !== undefined && mark[0] === open[0] && mark.length >= open.length) open = undefined;
    return true;
  };
}
