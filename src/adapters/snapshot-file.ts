import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../library/is-record.ts';
import { UserError } from '../library/user-error.ts';
import { SPAN_WEEKS } from '../usage/questions/periods.ts';
import type { Missed } from '../usage/snapshot/missed-views.ts';
import type { Answer, Counted, Slice, Snapshot } from '../usage/snapshot/snapshot.ts';
import { dataFolder } from './data-folder.ts';
import { codeOf, writeWholeFile } from './write-file.ts';

/** Where the numbers for a build lie: `snapshot.json` in `HUB_DATA`, `.hub` in the working directory without it. */
export function snapshotPath(env: Record<string, string | undefined>): string {
  return join(dataFolder(env), 'snapshot.json');
}

/**
 * Reads a snapshot. Undefined when there is none, and when the file cannot be understood: a build goes on without
 * numbers, and `report` gets a sentence that says so.
 */
export async function readSnapshot(
  path: string,
  report: (sentence: string) => void = (sentence) => process.stderr.write(`${sentence}\n`),
): Promise<Snapshot | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      report(
        `The numbers in ${path} cannot be read (${codeOf(error)}), so the adoption page is built without them. The file was not changed.`,
      );
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isSnapshot(value)) return value;
  report(
    `${path} is not a snapshot of the hub's numbers, so the adoption page is built without them. Delete the file and it is made afresh; no recorded event is touched by that.`,
  );
  return undefined;
}

/** Writes a snapshot. Rejects with a UserError when the disk refuses; the one that was there before is then still there. */
export async function writeSnapshot(path: string, snapshot: Snapshot): Promise<void> {
  try {
    await writeWholeFile(path, `${JSON.stringify(snapshot)}\n`);
  } catch (error) {
    throw new UserError(
      `The hub's numbers could not be written to ${path} (${codeOf(error)}).`,
      'Make room on the disk or set HUB_DATA to a folder that can be written. The numbers that were there before are unchanged.',
    );
  }
}

function isSnapshot(value: unknown): value is Snapshot {
  return (
    isRecord(value) &&
    value['version'] === 2 &&
    typeof value['madeAt'] === 'string' &&
    typeof value['today'] === 'string' &&
    ['embedded', 'posthog', 'none'].includes(String(value['source'])) &&
    typeof value['events'] === 'number' &&
    Array.isArray(value['answers']) &&
    value['answers'].every(isAnswer) &&
    Array.isArray(value['groups']) &&
    value['groups'].every(isGroup) &&
    (value['slices'] === undefined || (Array.isArray(value['slices']) && value['slices'].every(isSlice)))
  );
}

function isAnswer(value: unknown): value is Answer {
  if (!isRecord(value)) return false;
  const { columns, rows } = value;
  return (
    ['id', 'title', 'asks', 'hogql'].every((key) => typeof value[key] === 'string') &&
    ['ready', 'no-data', 'failed'].includes(String(value['state'])) &&
    (value['counted'] === undefined || isCounted(value['counted'])) &&
    (value['missed'] === undefined || isMissed(value['missed'])) &&
    Array.isArray(columns) &&
    columns.every(
      (column) =>
        isRecord(column) && ['name', 'label', 'type'].every((key) => typeof column[key] === 'string'),
    ) &&
    Array.isArray(rows) &&
    rows.every((row) => Array.isArray(row) && row.length === columns.length && row.every(isCell))
  );
}

function isCounted(value: unknown): value is Counted {
  if (!isRecord(value)) return false;
  const { from, until, before } = value;
  return (
    typeof from === 'string' &&
    typeof until === 'string' &&
    (before === undefined ||
      (isRecord(before) && ['zone', 'until'].every((key) => typeof before[key] === 'string')))
  );
}

function isGroup(value: unknown): boolean {
  return isRecord(value) && typeof value['id'] === 'string' && Array.isArray(value['teams']);
}

function isMissed(value: unknown): value is Missed {
  return (
    isRecord(value) &&
    typeof value['share'] === 'number' &&
    typeof value['from'] === 'string' &&
    typeof value['to'] === 'string'
  );
}

function isSlice(value: unknown): value is Slice {
  return (
    isRecord(value) &&
    typeof value['question'] === 'string' &&
    typeof value['team'] === 'string' &&
    [...SPAN_WEEKS, undefined].some((weeks) => weeks === value['weeks']) &&
    (value['counted'] === undefined || isCounted(value['counted'])) &&
    Array.isArray(value['rows']) &&
    value['rows'].every((row) => Array.isArray(row) && row.every(isCell))
  );
}

function isCell(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
