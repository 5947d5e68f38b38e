import type { OfficeContentNode } from 'officeparser';

/** What is written on a chart: its title, its series and its categories, by the name of the chart's part. */
export type ChartWords = ReadonlyMap<string, readonly string[]>;

/** The words of nodes in the order of reading: a paragraph, a row of a table or a picture's description each. */
export function wordsOf(nodes: readonly OfficeContentNode[], charts: ChartWords = new Map()): string[] {
  return nodes
    .flatMap((node): string[] => {
      const { type, text = '', children = [], metadata } = node;
      if (type === 'table')
        return children.map((row) => (row.children ?? []).map(wordsOfCell).filter(Boolean).join(' · '));
      if (type === 'image') return [String((metadata as { altText?: string } | undefined)?.altText ?? '')];
      if (type === 'chart')
        return [
          ...(charts.get((metadata as { attachmentName?: string } | undefined)?.attachmentName ?? '') ?? []),
        ];
      const inner = children.some(({ type: kind }) => kind !== 'text') ? wordsOf(children, charts) : [];
      return inner.length > 0 ? inner : [text];
    })
    .map(inOneLine)
    .filter(Boolean);
}

const wordsOfCell = (cell: OfficeContentNode): string =>
  inOneLine((cell.children ?? []).map(({ text = '' }) => text).join(' ') || (cell.text ?? ''));

/** Without breaks, double blanks and soft hyphens. */
export const inOneLine = (text: string): string => text.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
