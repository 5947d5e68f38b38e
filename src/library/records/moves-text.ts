import { Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { Day } from '../dates.ts';

/** An entry as it is written. */
export interface MoveSpec {
  from: string;
  to?: string;
  withdrawn?: Day;
  because?: string;
}

const HEAD =
  ' What became of pages that moved or are gone; npm run rename and npm run withdraw write it, see content/README.md.';

/** The text of `moves.yaml` with these entries besides; what it said of the same ids before, and comments elsewhere, are kept right. */
export function addMoves(text: string | undefined, added: readonly MoveSpec[]): string {
  const document = parseDocument(text ?? '', { schema: 'core' });
  if (!isMap(document.contents)) {
    document.contents = new Document({}).contents as YAMLMap as never;
    document.commentBefore = HEAD;
  }
  if (!isSeq(document.get('moves'))) document.set('moves', document.createNode([]));
  const list = document.get('moves');
  if (!isSeq(list)) return document.toString();
  const fresh = new Map(added.map((move) => [move.from, move]));
  // An id that is a page again, by being the new name of one, is no old address any more.
  const pages = new Set(added.flatMap(({ to }) => to ?? []));
  list.items = list.items.filter((item) => {
    const from = isMap(item) ? item.get('from') : undefined;
    return typeof from !== 'string' || !(fresh.has(from) || pages.has(from));
  });
  for (const move of added) {
    const node = document.createNode(move);
    if (isMap(node)) node.flow = move.because === undefined;
    list.add(node);
  }
  return document.toString({ lineWidth: 0 });
}
