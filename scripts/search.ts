/** npm run search -- WORDS…: the search of the site, asked from a terminal. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Day } from '../src/library/dates.ts';
import { renderFreshnessOn } from '../src/library/freshness.ts';
import { UserError } from '../src/library/user-error.ts';
import type { SearchAnswer } from '../src/search/query/search-answer.ts';
import { openIndex } from '../src/search/query/open-index.ts';
import { renderRemarks } from '../src/search/query/explained.ts';
import { renderReasons } from '../src/search/query/reasons.ts';
import { distFolder } from './dist-folder.ts';
import { runCommand } from './run-command.ts';
import { readersDay } from './today.ts';

const DEFAULT_LIMIT = 10;

function limitOf(given: string | undefined): number {
  const limit = given === undefined ? DEFAULT_LIMIT : Number(given);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UserError(
    `"${String(given)}" is not a number of results.`,
    'Give --limit a whole number such as 50.',
  );
}

async function readIndexFile(folder: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) throw error;
    throw new UserError(
      `There is no search index in ${folder} (${name} is missing).`,
      'Build the hub first: npm run build',
    );
  }
}

function renderAnswer(answer: SearchAnswer, today: Day): string {
  const { query, hits, total, nearest } = answer;
  const near = nearest.length > 0 ? `Near words: ${nearest.join(', ')}.` : '';
  if (total === 0) return [`Nothing answers "${query}".`, near].join('\n').trim();
  const rows = hits.map((hit, at) => {
    const { title, kindLabel, section, path, freshness, internal } = hit;
    const place = section.heading === '' ? title : `${title} › ${section.heading}`;
    const audience = internal ? 'Internal only' : 'May be shared';
    const notes = [renderFreshnessOn(freshness, today), audience, renderReasons(hit, answer)];
    const indent = ' '.repeat(5);
    return [
      `${String(at + 1).padStart(3)}  ${place}  [${kindLabel}]`,
      indent + path,
      indent + notes.filter((note) => note !== '').join(' · '),
    ].join('\n');
  });
  return [
    `${String(total)} found, ${String(hits.length)} shown. ${renderRemarks(answer)}`.trim(),
    ...rows,
  ].join('\n');
}

function renderRows({ hits }: SearchAnswer): string {
  const rows = hits.map(({ id, path, section, score }) => ({ id, path, section: section.slug, score }));
  return JSON.stringify(rows, null, 2);
}

runCommand(
  {
    name: 'search',
    about: 'Searches the built hub as its pages do, and says why each hit was found.',
    rest: 'WORDS',
    flags: {
      json: { type: 'boolean', says: 'Print id, path, section and score of each hit, for programs.' },
      limit: { type: 'string', value: 'NUMBER', says: `How many hits to print (${String(DEFAULT_LIMIT)}).` },
      dist: { type: 'string', value: 'FOLDER', says: 'The built hub (HUB_DIST, else dist/).' },
    },
    notes: ['Exit code: 0 also when nothing is found, 2 when the search cannot run.'],
  },
  async ({ flags, words }) => {
    const limit = limitOf(flags.limit);
    const folder = join(flags.dist === undefined ? distFolder(process.env) : resolve(flags.dist), 'search');
    const index = await openIndex((name) => readIndexFile(folder, name));
    const today = readersDay();
    const answer = await index.search(words.join(' '), { limit, today });
    console.log(flags.json === true ? renderRows(answer) : renderAnswer(answer, today));
    return 0;
  },
);
