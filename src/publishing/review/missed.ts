import { renderDay, type Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import { answersItsTitle } from '../../library/kinds/asset-data.ts';
import type { Content } from '../../library/content.ts';
import { buildRequiredSearches, SEARCH_TESTS_PATH } from '../../library/records/required-searches.ts';
import { wordsInRow } from '../../search/text/words.ts';
import { agentsMissed } from '../../usage/questions/agents-missed.ts';
import { emptySearches } from '../../usage/questions/empty-searches.ts';
import { weeksOf } from '../../usage/questions/periods.ts';
import { requested } from '../../usage/questions/requested.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { escapeComment } from '../comment-escape.ts';
import { renderCount } from '../count.ts';
import { onOneLine } from '../check/findings-text.ts';
import { editUrl, newFileLink } from '../github-links.ts';
import { countedOf, readNumbers } from './numbers.ts';
import { cutTitle, type DesiredIssues, type DesiredIssue } from './plan.ts';

/** What reps typed and did not find, one spelling of it. */
export interface MissedSearch {
  /** As most of them typed it. */
  words: string;
  /** The most people of one spelling of it, agents aside. */
  most: number;
  /** About so many people searched and found nothing, and so many asked for it. */
  searched: number;
  asked: number;
  /** The agents of about so many keys asked and were told of nothing. */
  agents: number;
}

const LABEL = 'missed search';
const SOURCES = [
  [emptySearches, 'searched'],
  [requested, 'asked'],
  [agentsMissed, 'agents'],
] as const;

/**
 * One issue for each search that found nothing for ten people or more, or that as many asked for, people or agents. It goes on until the
 * words are a question that the search must answer: an entry of `search-tests.yaml`, or title or alias of an answer.
 */
export function buildMissedSearchIssues(
  content: Content,
  snapshot: Snapshot | undefined,
  today: Day,
): DesiredIssues {
  const { hub } = content.library;
  const known = knownWords(content);
  const missed = findUnanswered(content, snapshot, today);
  const hasTests = content.records.searchTests !== undefined;
  return {
    family: 'missed-search',
    issues: missed.map(([key, one]) =>
      issueFor(key, one, { hub, hasTests, until: countedOf(snapshot, emptySearches)?.until ?? today }),
    ),
    closing(key) {
      const path = known.get(key);
      // Fewer people may search for it this month, and still nobody answers them.
      return path === undefined
        ? undefined
        : { reason: 'completed', says: `Answered: content/${path} holds these words now.` };
    },
  };
}

/** Searches that found nothing for ten people or more and have no answer yet, by their words in a row, most people first. */
export const findMissed = (
  content: Pick<Content, 'library' | 'records'>,
  snapshot: Snapshot | undefined,
  today: Day,
): [string, MissedSearch][] => findUnanswered(content, snapshot, today).filter(([, { most }]) => most > 0);

/** The same with what agents alone did not find, at the end. */
function findUnanswered(
  content: Pick<Content, 'library' | 'records'>,
  snapshot: Snapshot | undefined,
  today: Day,
): [string, MissedSearch][] {
  const known = knownWords(content);
  return [...collectMissed(snapshot, today)]
    .filter(([key]) => !known.has(key))
    .sort(([a, one], [b, other]) => other.most - one.most || other.agents - one.agents || (a < b ? -1 : 1));
}

/** Words of questions whose answer is there, and in which file they stand. */
function knownWords({ library, records }: Pick<Content, 'library' | 'records'>): Map<string, string> {
  const { questions } = buildRequiredSearches(library, records.searchTests ?? []);
  const aliases = library.assets.flatMap(({ kind, path, data }) =>
    answersItsTitle(kind) ? data.aliases.map((words) => ({ words, path })) : [],
  );
  return new Map([...aliases, ...questions].map(({ words, path }) => [wordsInRow(words), path]));
}

/** All searches that found nothing for ten people or agents or more, or that as many asked for, by their words in a row. */
export function collectMissed(snapshot: Snapshot | undefined, today: Day): Map<string, MissedSearch> {
  const found = new Map<string, MissedSearch>();
  for (const [question, field] of SOURCES) {
    for (const row of readNumbers(snapshot, question, today) ?? []) {
      const words = onOneLine(row.query).toWellFormed().trim();
      const key = wordsInRow(words);
      const { people } = row;
      if (key === '' || people === null) continue;
      const one = found.get(key) ?? { words, most: 0, searched: 0, asked: 0, agents: 0 };
      if (field !== 'agents' && people > one.most) Object.assign(one, { words, most: people });
      // The same people may have typed both spellings, so the numbers are not added.
      one[field] = Math.max(one[field], people);
      found.set(key, one);
    }
  }
  return found;
}

function issueFor(
  key: string,
  { words, most, searched, asked, agents }: MissedSearch,
  { hub, hasTests, until }: { hub: Hub; hasTests: boolean; until: Day },
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
    title: cutTitle(`${most > 0 ? 'Reps' : 'Agents'} do not find “${words}”`),
    text: [
      `> ${escapeComment(words)}`,
      '',
      ...(searched > 0
        ? [`- About ${renderCount(searched, 'rep')} searched for this and found nothing.`]
        : []),
      ...(asked > 0 ? [`- About ${renderCount(asked, 'rep')} asked for it.`] : []),
      ...(agents > 0 ? [`- About ${renderCount(agents, 'agent')} asked for this and found nothing.`] : []),
      '',
      `In ${String(weeksOf(emptySearches))} weeks up to ${renderDay(until)}, rounded to fives. What fewer than ten people typed is never shown.`,
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
    about: `about ${most > 0 ? renderCount(most, 'rep') : renderCount(agents, 'agent')}`,
  };
}
