const NEWLINE = 10;
/** Every line of the journal begins with the uuid. */
const START = '{"uuid":"';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID_LENGTH = 36;

/** One event in the journal: its uuid, and the bytes of its JSON without the newline. */
export interface JournalLine {
  uuid: string;
  bytes: Buffer;
}

/** Takes a block of whole lines apart. What does not begin as a line of the journal does is only counted. */
export function readLines(block: Buffer): { lines: JournalLine[]; damaged: number } {
  const lines: JournalLine[] = [];
  let damaged = 0;
  for (let from = 0; from < block.length;) {
    const newline = block.indexOf(NEWLINE, from);
    const to = newline < 0 ? block.length : newline;
    const head = block.toString('latin1', from, Math.min(to, from + START.length + UUID_LENGTH));
    const uuid = head.slice(START.length);
    if (head.startsWith(START) && UUID.test(uuid)) lines.push({ uuid, bytes: block.subarray(from, to) });
    else damaged += 1;
    from = to + 1;
  }
  return { lines, damaged };
}

/** When the event of a line arrived; undefined when the line cannot be read. */
export function arrivalOf(line: Buffer): string | undefined {
  try {
    return (JSON.parse(line.toString()) as { created_at?: string }).created_at;
  } catch {
    return undefined;
  }
}

/** A block of whole lines as blocks of whole lines, each of at most so many bytes, or of one line that is longer. */
export function cutBlock(block: Buffer, maxBytes: number): Buffer[] {
  const parts: Buffer[] = [];
  for (let from = 0; from < block.length;) {
    const last =
      block.length - from <= maxBytes ? block.length - 1 : block.lastIndexOf(NEWLINE, from + maxBytes - 1);
    const end = last >= from ? last : block.indexOf(NEWLINE, from);
    const to = end < 0 ? block.length : end + 1;
    parts.push(block.subarray(from, to));
    from = to;
  }
  return parts;
}

/** Lines as one block again, a newline between each two. */
export function joinLines(lines: readonly JournalLine[]): Buffer {
  const block = Buffer.alloc(lines.reduce((sum, { bytes }) => sum + bytes.length + 1, 0) - 1, NEWLINE);
  let at = 0;
  for (const { bytes } of lines) at += bytes.copy(block, at) + 1;
  return block;
}
