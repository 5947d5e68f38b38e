import { isHeldOut, meanQuality, type Quality } from '../../support/search/judged.ts';
import { createChance } from '../generated-content.ts';
import { renderTable } from '../table.ts';
import { engines } from './engines/all.ts';
import type { JudgedRow, SetQuality } from './measure-quality.ts';

const [hub, ...peers] = engines.map(({ name }) => name);
const halves = {
  all: () => true,
  'chosen on': ({ queryId }: JudgedRow) => !isHeldOut(queryId),
  'held out': ({ queryId }: JudgedRow) => isHeldOut(queryId),
};
const measures: { title: string; of: (quality: Quality) => number }[] = [
  { title: 'nDCG@10', of: ({ ndcg }) => ndcg },
  { title: 'MRR@10', of: ({ mrr }) => mrr },
  { title: 'success@5', of: ({ success }) => success },
];

/** One table a measure: a row for each set and half, a column for each engine, and how the hub stands to the best peer. */
export function renderQuality(sets: readonly SetQuality[]): string {
  return measures
    .map(({ title, of }) => {
      const head = [
        'set',
        'half',
        'queries',
        ...engines.map(({ name }) => name),
        'best peer',
        'hub minus it, 95 %',
      ];
      const rows = sets.flatMap(({ collection, set, rows }) =>
        Object.entries(halves).map(([half, isIn]) => [
          `${collection}, ${set}`,
          half,
          ...renderRow(rows.filter(isIn), of),
        ]),
      );
      return `${title}\n\n${renderTable([head, ...rows])}`;
    })
    .join('\n\n');
}

function renderRow(rows: readonly JudgedRow[], of: (quality: Quality) => number): string[] {
  const mean = (engine: string): number =>
    of(meanQuality(rows.flatMap(({ byEngine }) => byEngine.get(engine) ?? [])));
  const best = peers.reduce((a, b) => (mean(b) > mean(a) ? b : a));
  const differences = rows.map(({ byEngine }) => {
    const [ours, theirs] = [byEngine.get(hub ?? ''), byEngine.get(best)];
    return ours === undefined || theirs === undefined ? 0 : of(ours) - of(theirs);
  });
  const [low, high] = interval(differences);
  const ahead = mean(hub ?? '') - mean(best);
  return [
    String(rows.length),
    ...engines.map(({ name }) => mean(name).toFixed(3)),
    best,
    `${signed(ahead)} (${signed(low)} .. ${signed(high)})${ahead < 0 ? ' BEHIND' : ''}`,
  ];
}

const RESAMPLES = 1000;

/** 95 % of the means of samples drawn from the differences, with a seed (paired bootstrap). */
function interval(differences: readonly number[]): [low: number, high: number] {
  const chance = createChance(1);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < differences.length; drawn += 1) {
      sum += differences[Math.floor(chance() * differences.length)] ?? 0;
    }
    return sum / Math.max(1, differences.length);
  }).sort((a, b) => a - b);
  return [means[Math.floor(RESAMPLES * 0.025)] ?? 0, means[Math.floor(RESAMPLES * 0.975)] ?? 0];
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(3)}`;
}
