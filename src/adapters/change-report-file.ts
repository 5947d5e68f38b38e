import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../library/user-error.ts';
import {
  MAX_REPORT_BYTES,
  parseChangeReport,
  renderChangeReport,
  type ChangeReport,
} from '../publishing/change/report.ts';

/** Writes a report for another job. Rejects with a UserError when the disk refuses. */
export async function writeChangeReport(path: string, report: ChangeReport): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${renderChangeReport(report)}\n`);
  } catch {
    throw new UserError(
      `The findings could not be written to ${path}.`,
      'Name a file in a folder that can be written. No content was changed.',
    );
  }
}

/** Reads a report that another job wrote, as data and nothing else. Rejects with a UserError when it is not one. */
export async function readChangeReport(path: string): Promise<ChangeReport> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile() !== true)
    throw new UserError(
      'The job that reads the change left no findings.',
      'See what it said: it stopped before the end. Nothing is known about the text itself.',
    );
  if (there.size > MAX_REPORT_BYTES)
    throw new UserError(
      `The findings fill ${String(Math.ceil(there.size / 1024 / 1024))} MB, more than the check ever writes.`,
      'They were not read. See what the job that reads the change said.',
    );
  return parseChangeReport(await readFile(path, 'utf8'));
}

/**
 * Adds Markdown to the page of a workflow's run, which takes a mebibyte of each step (docs.github.com, "Adding a job
 * summary"). Does nothing without a path.
 */
export async function appendSummary(path: string | undefined, markdown: string): Promise<void> {
  if (path !== undefined && path !== '') await appendFile(path, `${markdown}\n`);
}
