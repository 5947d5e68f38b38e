import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isRecord } from '../library/is-record.ts';
import { UserError } from '../library/user-error.ts';
import { keepLastGood } from '../usage/snapshot/keep-last-good.ts';
import type { Missed } from '../usage/snapshot/missed-views.ts';
import type { Slice } from '../usage/snapshot/slices.ts';
import type { Answer, Snapshot } from '../usage/snapshot/snapshot.ts';
import { steadySnapshot } from '../usage/privacy/steady-snapshot.ts';
import { writeWholeFile } from './write-file.ts';

/** Where the numbers for a build lie: `snapshot.json` in `HUB_DATA`, `.hub` in the working directory without it. */
export function snapshotPath(env: Record<string, string | undefined>): string {
  return resolve(env['HUB_DATA'] ?? '.hub', 'snapshot.json');
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

/**
 * Writes a snapshot and answers what it wrote: a question that failed keeps its last good rows from the snapshot that
 * was there, and one of the same day stays as it is while it differs from the fresh one by few people (see
 * `steadySnapshot`). Throws a UserError when the disk refuses; the snapshot that was there before is then still there.
 */
export async function writeSnapshot(path: string, fresh: Snapshot): Promise<Snapshot> {
  const before = await readSnapshot(path, () => undefined);
  const snapshot = steadySnapshot(before, keepLastGood(fresh, before));
  try {
    await writeWholeFile(path, `${JSON.stringify(snapshot)}\n`);
    return snapshot;
  } catch (error) {
    throw new UserError(
      `The hub's numbers could not be written to ${path} (${codeOf(error)}).`,
      'Make room on the disk or set HUB_DATA to a folder that can be written. The numbers that were there before are unchanged.',
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';
}

function isSnapshot(value: unknown): value is Snapshot {
  return (
    isRecord(value) &&
    typeof value['madeAt'] === 'string' &&
    typeof value['today'] === 'string' &&
    ['embedded', 'posthog', 'none'].includes(String(value['source'])) &&
    typeof value['events'] === 'number' &&
    Array.isArray(value['answers']) &&
    value['answers'].every(isAnswer) &&
    (value['missed'] === undefined ||
      (isRecord(value['missed']) && Object.values(value['missed']).every(isMissed))) &&
    (value['slices'] === undefined || (Array.isArray(value['slices']) && value['slices'].every(isSlice)))
  );
}

function isAnswer(value: unknown): value is Answer {
  if (!isRecord(value)) return false;
  const { columns, rows } = value;
  return (
    ['id', 'title', 'asks', 'hogql', 'withheldNote'].every((key) => typeof value[key] === 'string') &&
    ['ready', 'no-data', 'failed'].includes(String(value['state'])) &&
    ['string', 'undefined'].includes(typeof value['answeredAt']) &&
    (value['missed'] === undefined || isMissed(value['missed'])) &&
    typeof value['withheld'] === 'number' &&
    Array.isArray(columns) &&
    columns.every(
      (column) =>
        isRecord(column) && ['name', 'label', 'type'].every((key) => typeof column[key] === 'string'),
    ) &&
    Array.isArray(rows) &&
    rows.every((row) => Array.isArray(row) && row.length === columns.length && row.every(isCell))
  );
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
    ['number', 'undefined'].includes(typeof value['days']) &&
    typeof value['withheld'] === 'number' &&
    Array.isArray(value['rows']) &&
    value['rows'].every((row) => Array.isArray(row) && row.every(isCell))
  );
}

function isCell(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
