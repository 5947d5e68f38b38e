import type { Answer } from '../usage/snapshot.ts';
import { columnOfType, numberAt, renderCount, renderNumber, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';
import type { Figure } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

/** Assets by how their use changed with their latest revision; 1 is no change. */
export const changeBars: Figure = {
  finding: ({ answer }) => {
    const [up, down, unclear] = ['up', 'down', 'too few to say'].map((word) => countOf(answer, word));
    return `Of ${renderCount(answer.rows.length, 'asset', 'assets')} with a new revision, ${renderNumber(up ?? 0)} went up, ${renderNumber(down ?? 0)} went down, and for ${renderNumber(unclear ?? 0)} there is too little to say.`;
  },
  headline: ({ answer }) =>
    `${renderNumber(countOf(answer, 'up'))} up, ${renderNumber(countOf(answer, 'down'))} down`,
  render: ({ answer, context }) =>
    renderRankedBars(answer, barsOf(answer, context), 'chart-tone-1 chart-bars-words'),
};

function countOf(answer: Answer, verdict: string): number {
  const place = answer.columns.findIndex(({ name }) => name === 'verdict');
  return answer.rows.filter((row) => textAt(row, place) === verdict).length;
}

function barsOf(answer: Answer, context: ChartContext): Bar[] {
  const place = (name: string) => answer.columns.findIndex((column) => column.name === name);
  const asset = columnOfType(answer, 'asset');
  return answer.rows
    .flatMap((row): Bar[] => {
      const id = textAt(row, asset);
      const known = context.assets.get(id);
      const value = numberAt(row, place('ratio'));
      if (value === undefined) return [];
      const [low, high] = [numberAt(row, place('low')), numberAt(row, place('high'))];
      const range = `${renderNumber(low ?? 0)} to ${high === undefined ? 'any' : renderNumber(high)}`;
      return [
        {
          name: known?.title ?? id,
          url: known?.url,
          value,
          more: `${range}, ${textAt(row, place('verdict'))}`,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
