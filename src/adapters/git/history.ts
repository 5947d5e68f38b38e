import {
  HISTORY_FORMAT,
  parseHistory,
  type ContentHistory,
  type HistoryOptions,
} from '../../publishing/history/history.ts';
import { createGit } from './command.ts';

/** How much of the past a folder's checkout holds. */
export async function readDepth(
  folder: string,
  env: Record<string, string | undefined>,
): Promise<'whole' | 'shallow' | 'none'> {
  const shallow = await createGit(folder, env)(['rev-parse', '--is-shallow-repository']);
  if (shallow === undefined) return 'none';
  return shallow.toString().trim() === 'true' ? 'shallow' : 'whole';
}

/**
 * Who changed each file of the content folder and when, in one question to git however many files there are. Nothing is
 * fetched. Undefined where there is no git, no checkout, or no commit yet.
 */
export async function readHistory(
  folder: string,
  env: Record<string, string | undefined>,
  options?: HistoryOptions,
): Promise<ContentHistory | undefined> {
  const depth = await readDepth(folder, env);
  if (depth === 'none') return undefined;
  const log = await createGit(
    folder,
    env,
  )([
    'log',
    '-M',
    '--no-show-signature',
    '--name-status',
    '-z',
    '--relative',
    `--format=${HISTORY_FORMAT}`,
    '--',
    '.',
  ]);
  return log && parseHistory(log.toString(), depth === 'shallow', options);
}
