import { renderDay, type Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import { answersItsTitle } from '../../library/kinds/asset-data.ts';
import type { Content } from '../../library/content.ts';
import { buildRequiredSearches, SEARCH_TESTS_PATH } from '../../library/records/required-searches.ts';
import { wordsInRow } from '../../search/text/words.ts';
import { MINIMUM_GROUP } from '../../usage/privacy/minimum-group.ts';
import { emptySearches } from '../../usage/questions/empty-searches.ts';
import { daysOf } from '../../usage/questions/question.ts';
import { requested } from '../../usage/questions/requested.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { escapeComment } from '../comment-escape.ts';
import { renderCount } from '../count.ts';
import { onOneLine } from '../check/findings-text.ts';
import { editUrl, newFileLink } from '../github-links.ts';
import { readNumbers } from './numbers.ts';
import { cutTitle, type DesiredIssues, type DesiredIssue } from './plan.ts';

/** What reps typed and did not find, one spelling of it. */
interface MissedSearch {
  /** As most of them typed it. */
  words: string;
  most: number;
  /** At least so many people searched and found nothing, and so many asked for it. */
  searched: number;
  asked: number;
}

const LABEL = 'missed search';
const SOURCES = [
  [emptySearches, 'searched'],
  [requested, 'asked'],
] as const;

/**
 * One issue for each search that found nothing for five people or more, or that as many asked for. It goes on until the
 * words are a question that the search must answer: an entry of `search-tests.yaml`, or title or alias of an answer.
 */
export function buildMissedSearchIssues(
  content: Content,
  snapshot: Snapshot | undefined,
  today: Day,
): DesiredIssues {
  const { hub } = content.library;
  const known = knownWords(content);
  const missed = [...collect(snapshot, today)]
    .filter(([key]) => !known.has(key))
    .sort(([a, one], [b, other]) => other.most - one.most || (a < b ? -1 : 1));
  const hasTests = content.records.searchTests !== undefined;
  return {
    family: 'missed-search',
    issues: missed.map(([key, one]) => issueFor(key, one, { hub, hasTests, day: snapshot?.today ?? today })),
    closing(key) {
      const path = known.get(key);
      // Fewer people may search for it this month, and still nobody answers them.
      return path === undefined
        ? undefined
        : { reason: 'completed', says: `Answered: content/${path} holds these words now.` };
    },
  };
}

/** Words of questions whose answer is there, and in which file they stand. */
function knownWords({ library, records }: Content): Map<string, string> {
  const { questions } = buildRequiredSearches(library, records.searchTests ?? []);
  const aliases = library.assets.flatMap(({ kind, path, data }) =>
    answersItsTitle(kind) ? data.aliases.map((words) => ({ words, path })) : [],
  );
  return new Map([...aliases, ...questions].map(({ words, path }) => [wordsInRow(words), path]));
}

function collect(snapshot: Snapshot | undefined, today: Day): Map<string, MissedSearch> {
  const found = new Map<string, MissedSearch>();
  for (const [question, field] of SOURCES) {
    for (const row of readNumbers(snapshot, question, today) ?? []) {
      const words = onOneLine(row.query).toWellFormed().trim();
      const people = row.people ?? 0;
      const key = wordsInRow(words);
      if (key === '' || people < MINIMUM_GROUP) continue;
      const one = found.get(key) ?? { words, most: 0, searched: 0, asked: 0 };
      if (people > one.most) Object.assign(one, { words, most: people });
      // The same people may have typed both spellings, so the numbers are not added.
      one[field] = Math.max(one[field], people);
      found.set(key, one);
    }
  }
  return found;
}

function issueFor(
  key: string,
  { words, searched, asked }: MissedSearch,
  { hub, hasTests, day }: { hub: Hub; hasTests: boolean; day: Day },
): DesiredIssue {
  const entry = `  - search: ${JSON.stringify(words)}\n    finds: answers/name-of-the-page`;
  const editor = hasTests
    ? editUrl(hub, SEARCH_TESTS_PATH)
    : newFileLink(hub, SEARCH_TESTS_PATH, `tests:\n${entry}\n`)?.url;
  const file = `\`content/${SEARCH_TESTS_PATH}\``;
  return {
    family: 'missed-search',
    key,
    occurrence: '',
    assignee: undefined,
    label: LABEL,
    title: cutTitle(`Reps do not find “${words}”`),
    text: [
      `> ${escapeComment(words)}`,
      '',
      ...(searched > 0
        ? [`- ${renderCount(searched, 'rep')} or more searched for this and found nothing.`]
        : []),
      ...(asked > 0 ? [`- ${renderCount(asked, 'rep')} or more asked for it.`] : []),
      '',
      `In the ${String(daysOf(emptySearches))} days up to ${renderDay(day)}. What fewer than five people typed is never shown.`,
      '',
      'Write the page that answers it, or find the one that does. **The pull request that closes this must add the question**, so that it is found from then on and stays found:',
      '',
      '```yaml',
      entry,
      '```',
      '',
      editor === undefined
        ? `It goes into ${file}.`
        : `It goes into ${file}: [open it in the editor](<${editor}>).`,
      '',
      'This closes itself once the words stand there with a page, or are title or alias of an answer. Close it as not planned when nobody is to answer it.',
    ].join('\n'),
    about: `${renderCount(Math.max(searched, asked), 'rep')} or more`,
  };
}
