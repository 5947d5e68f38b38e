import { Document, isMap, isSeq, visit } from 'yaml';

/** The text of a record that a command writes, with one entry under its list and each row of that in one line. */
export function renderRecord(list: string, entry: object, about: string): string {
  const document = new Document({ [list]: [entry] });
  document.commentBefore = ` ${about}`;
  visit(document, {
    Map(_, node, path) {
      const isLeaf = node.items.every(({ value }) => !isSeq(value) && !isMap(value));
      if (isLeaf && path.length > 4) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}
