import { renderDay } from '../../library/dates.ts';
import { UNDER_TEN } from '../../usage/snapshot/answer.ts';
import type {
  AssetVerdict,
  Change,
  ChangeVerdict,
  HorizonVerdict,
  Silence,
} from '../../usage/verdict/verdict.ts';
import { escapeComment } from '../comment-escape.ts';
import { renderCount } from '../count.ts';

/** A comment on GitHub holds 65,536 characters; so many rows for each horizon stay far below. */
const MOST_ROWS = 50;

const SAYS: Readonly<Record<Change, string>> = {
  up: 'up',
  down: 'down',
  'no-change': 'no change that can be told',
  'too-few': 'too few to say',
};
/** In the order in which they are read. */
const ORDER: readonly Change[] = ['up', 'down', 'no-change', 'too-few'];

const WHY: Readonly<Record<Silence, string>> = {
  'few-people': 'under 10 reps used it on both sides',
  new: 'new: there is nothing before to compare with',
  'too-new': 'it was published in the weeks before',
  'not-counted': 'the weeks before were not counted',
};

function decimal(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  return value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2);
}

const side = (reps: number | null | undefined) =>
  reps === undefined ? '–' : reps === null ? UNDER_TEN : String(reps);

function renderRow({ asset, says, why, before, after, ratio }: AssetVerdict): string {
  const name = `${escapeComment(asset.title)}<br>\`${asset.id}\``;
  const verdict = says === 'up' || says === 'down' ? `**${SAYS[says]}**` : SAYS[says];
  const reason = [
    why === undefined ? '' : WHY[why],
    asset.hasChangedAgain ? 'its words have changed again since' : '',
  ].filter((words) => words !== '');
  const change =
    ratio === undefined ? '–' : `× ${decimal(ratio.ratio)} (${decimal(ratio.low)} to ${decimal(ratio.high)})`;
  return `| ${[name, [verdict, ...reason].join('; '), change, `${side(before)} → ${side(after)}`].join(' | ')} |`;
}

function tally(assets: readonly AssetVerdict[]): string {
  return ORDER.flatMap((change) => {
    const many = assets.filter(({ says }) => says === change).length;
    return many === 0 ? [] : [`${String(many)} ${SAYS[change]}`];
  }).join(', ');
}

function span([first, last]: [string, string]): string {
  return `${renderDay(first)} to ${renderDay(last)}`;
}

const reps = ({ before, after }: AssetVerdict) => (before ?? 0) + (after ?? 0);

function renderHorizon(horizon: HorizonVerdict): string[] {
  const when = horizon.horizon === 1 ? 'The first four weeks after it' : 'The four weeks after these';
  if (horizon.state === 'open')
    return [`**${when}:** too early to say; ask again on ${renderDay(horizon.askAgainOn)}.`];
  const { assets, others } = horizon;
  if (assets.length === 0) return [];
  const sorted = [...assets].sort(
    (a, b) =>
      ORDER.indexOf(a.says) - ORDER.indexOf(b.says) ||
      reps(b) - reps(a) ||
      (a.asset.id < b.asset.id ? -1 : 1),
  );
  const left = sorted.length - MOST_ROWS;
  return [
    `**${when}:** ${tally(assets)}. Compared are ${span(horizon.after)} and ${span(horizon.before)}.`,
    [
      '| Asset | Use since the change | After ÷ before (95% interval) | Reps, before → after |',
      '| --- | --- | --- | --- |',
      ...sorted.slice(0, MOST_ROWS).map(renderRow),
    ].join('\n'),
    ...(left > 0 ? [`${renderCount(left, 'more asset')} of this change are not listed.`] : []),
    ...(others === undefined
      ? []
      : [
          `All other assets together: × ${decimal(others)} in the same weeks. What happened to everything is not the work of this change.`,
        ]),
  ];
}

function renderChanged({ changed }: ChangeVerdict): string {
  const count = (did: 'changed' | 'added' | 'removed') => changed.filter((asset) => asset.did === did);
  const parts = [
    [count('changed').length, 'with new words'],
    [count('added').length, 'new'],
    [count('removed').length, 'taken out'],
  ] as const;
  if (changed.length === 0)
    return 'It changed the meaning of no asset (owners, dates and layout are no meaning), so there is nothing to judge.';
  const words = parts.filter(([many]) => many > 0).map(([many, what]) => `${String(many)} ${what}`);
  return `${renderCount(changed.length, 'asset')}: ${words.join(', ')}.`;
}

function renderNote({ horizons }: ChangeVerdict): string {
  const most = Math.max(0, ...horizons.map((each) => (each.state === 'over' ? each.assets.length : 0)));
  return [
    'Reps who viewed, copied or downloaded the asset in four weeks, as the adoption page shows them: rounded to fives, and “under 10” can be nobody. The weeks in which it was merged count on neither side.',
    '“Up” and “down” mean that the 95% interval lies on one side of 1.',
    ...(most > 1 ? ['Of twenty assets without any change, one reads so by chance.'] : []),
    'Moved together is not caused.',
  ].join(' ');
}

/** The verdict on a merged change as Markdown for a comment on its pull request. */
export function renderVerdict(verdict: ChangeVerdict): string {
  const { merge, changed, horizons } = verdict;
  const isJudged = changed.some(({ did }) => did !== 'removed');
  return [
    `### Is it used since? ${escapeComment(merge.subject)}`,
    `Merged on ${renderDay(merge.mergedOn)}. ${renderChanged(verdict)}`,
    ...(isJudged ? [...horizons.flatMap(renderHorizon), `<sub>${renderNote(verdict)}</sub>`] : []),
  ].join('\n\n');
}
