/** A piece of a text, in UTF-16 units, and what is to stand there instead. */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/** The text with every edit made; all else stays to the letter. Of two that overlap the one that begins first counts. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (edit.from < at) continue;
    result += text.slice(at, edit.from) + edit.text;
    at = edit.to;
  }
  return result + text.slice(at);
}
