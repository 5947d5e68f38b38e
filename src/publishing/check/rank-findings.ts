import { foldCase } from '../../library/fold.ts';
import { searchRules } from '../../checks/outside-rules.ts';
import { renderList } from '../../library/render-list.ts';
import type { Finding } from '../../library/finding.ts';
import type { Library } from '../../library/library.ts';
import type { RequiredSearch } from '../../library/records/required-searches.ts';
import type { SearchOutcome, FoundAsset } from '../../search/query/required-searches.ts';
import type { BaseAnswers } from './rank-report.ts';

/**
 * Questions whose asset stands too low, each at the line where the question is written. One that stood too low on the
 * base branch already is a finding too, and says so: reps are sent astray whoever did it.
 */
export function checkRanks(
  asked: readonly SearchOutcome[],
  library: Pick<Library, 'byId'>,
  base?: Pick<BaseAnswers, 'name' | 'asked'>,
): Finding[] {
  return asked.flatMap(({ question, place, above }, at): Finding[] => {
    const { words, asset, within, path, line } = question;
    if (place !== null && place <= within) return [];
    const title = library.byId.get(asset)?.data.title ?? asset;
    const then = base === undefined ? '' : placeOnBase(place, within, base.name, base.asked[at]);
    const message = `A rep who types "${words}" ${renderFound(title, place, then, within, above)}.`;
    return [searchRules.found('rank-too-low', { path, line, message, hint: hintFor(question, library) })];
  });
}

function renderFound(
  title: string,
  place: number | null,
  then: string,
  within: number,
  above: readonly FoundAsset[],
): string {
  if (place === null && above.length === 0) return `finds nothing, and should find "${title}"${then}`;
  if (place === null) {
    return `does not find "${title}" among the first 20 results${then}, but ${listTitles(above)}`;
  }
  const wanted = within === 1 ? 'it must be first' : `it must be among the first ${String(within)}`;
  return `finds "${title}" in place ${String(place)}${then}, below ${listTitles(above, place - 1)}; ${wanted}`;
}

/** ` (1 on main)`, and whether it stood too low there as well. */
function placeOnBase(
  now: number | null,
  within: number,
  name: string,
  before: SearchOutcome | undefined,
): string {
  if (before === undefined) return '';
  if (before.place === now) return ` (as on ${name})`;
  if (before.place === null) return ` (not found on ${name})`;
  const place = `${String(before.place)} on ${name}`;
  return before.place <= within ? ` (${place})` : ` (${place}, too low there as well)`;
}

function hintFor({ words, asset, from }: RequiredSearch, { byId }: Pick<Library, 'byId'>): string {
  const target = byId.get(asset);
  if (from === 'title') {
    return 'Say in the title what is special about it, or take these words out of the titles and aliases above it.';
  }
  const isAlias = target?.data.aliases.some((alias) => foldCase(alias) === foldCase(words)) ?? false;
  if (from === 'alias' || isAlias) {
    return `Use these words in its title, summary or a heading too, or take ${from === 'alias' ? 'the alias' : 'the entry'} out if another asset is the better answer.`;
  }
  return `Add the customer's words to aliases in ${target?.path ?? asset}, or name the asset that answers best.`;
}

/** `"A", "B" and "C"`, or `"A", "B", "C" and 2 more` of `many`. */
export function listTitles(results: readonly FoundAsset[], many = results.length): string {
  const titles = results.map(({ title }) => `"${title}"`);
  const more = many - results.length;
  if (more > 0) titles.push(`${String(more)} more`);
  return renderList(titles);
}
