import { renderCount } from '../count.ts';
import { onOneLine } from './findings-text.ts';
import { listTitles } from './rank-findings.ts';
import type { RankChange, RankReport } from './rank-report.ts';

/**
 * What moved since the base branch, one line a question, twenty at most; no lines when nothing did:
 * `  1 → 5  "go live"  How long does onboarding take?  below "Implementation", "Go-live checklist" and 2 more`
 */
export function renderRanksText({ questions, base, ranks, unasked }: RankReport): string[] {
  if (base === null || ranks.length + unasked.length === 0) return [];
  const moved = `Search results compared with ${base}: ${String(ranks.length)} of ${renderCount(questions, 'question')} moved.`;
  const gone = unasked.map(({ question, asset }) => `  no longer asked: "${question}", which found ${asset}`);
  return [moved, ...shorten(ranks.map(renderChange)), ...shorten(gone)].map(onOneLine);
}

/** After a change of the whole library a person wants the worst of it; the JSON has all. */
const SHOWN_LINES = 20;

function shorten(lines: readonly string[]): string[] {
  const left = lines.length - SHOWN_LINES;
  return left <= 1 ? [...lines] : [...lines.slice(0, SHOWN_LINES), `  … and ${String(left)} more`];
}

function renderChange({ question, title, before, now, above, within }: RankChange): string {
  const below =
    now !== null && now <= within
      ? ''
      : `  below ${listTitles(above, now === null ? above.length : now - 1)}`;
  return `  ${renderPlace(before)} → ${renderPlace(now)}  "${question}"  ${title}${above.length === 0 ? '' : below}`;
}

function renderPlace(place: number | null): string {
  return place === null ? 'not found' : String(place);
}
