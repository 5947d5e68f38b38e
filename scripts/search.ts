/** npm run search -- "words" [--json] [--limit 10] [--dist DIR]: the search of the site, asked from a terminal. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../src/library/user-error.ts';
import type { SearchAnswer } from '../src/search/open-index.ts';
import { openIndex } from '../src/search/open-index.ts';
import { renderFault } from './run-command.ts';

const usage = 'npm run search -- "words to find" [--json] [--limit 10] [--dist FOLDER]';

interface Asked {
  typed: string;
  isJson: boolean;
  limit: number;
  indexFolder: string;
}

function parseAsked(args: string[]): Asked {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        limit: { type: 'string', default: '10' },
        dist: { type: 'string', default: 'dist' },
      },
    });
  } catch (error) {
    throw new UserError(
      error instanceof Error ? error.message : String(error),
      `Write it like this: ${usage}`,
    );
  }
  const { values, positionals } = parsed;
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new UserError(
      `"${values.limit}" is not a number of results.`,
      'Give --limit a whole number such as 50.',
    );
  }
  if (positionals.length === 0)
    throw new UserError('There is nothing to search for.', `Write it like this: ${usage}`);
  return {
    typed: positionals.join(' '),
    isJson: values.json,
    limit,
    indexFolder: resolve(values.dist, 'search'),
  };
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

function renderAnswer({ query, hits, total, corrected, missing, nearest }: SearchAnswer): string {
  const notes = [
    ...corrected.map(({ typed, word }) => `Searched for "${word}", since no asset has "${typed}".`),
    ...(missing.length > 0 ? [`Not in any asset: ${missing.join(', ')}.`] : []),
    ...(nearest.length > 0 ? [`Near words: ${nearest.join(', ')}.`] : []),
  ];
  if (total === 0) return [`No asset answers "${query}".`, ...notes].join('\n');
  const rows = hits.map(({ title, kindLabel, section, path, why }, at) => {
    const place = section.heading === '' ? title : `${title} › ${section.heading}`;
    const words = why.map(({ typed, word }) => (typed === word ? word : `${typed} → ${word}`)).join(', ');
    return `${String(at + 1).padStart(3)}  ${place}  [${kindLabel}]\n     ${path}\n     ${words}`;
  });
  return [`${String(total)} found, ${String(hits.length)} shown.`, ...notes, ...rows].join('\n');
}

async function main(): Promise<void> {
  const asked = parseAsked(process.argv.slice(2));
  const index = await openIndex((name) => readIndexFile(asked.indexFolder, name));
  const answer = await index.search(asked.typed, { limit: asked.limit });
  if (!asked.isJson) return console.log(renderAnswer(answer));
  const rows = answer.hits.map(({ id, path, section, score }) => ({
    id,
    path,
    section: section.slug,
    score,
  }));
  console.log(JSON.stringify(rows, null, 2));
}

try {
  await main();
} catch (error) {
  console.error(renderFault('search', error));
  process.exitCode = error instanceof UserError ? 2 : 70;
}
