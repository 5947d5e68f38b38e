import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Day } from '../library/dates.ts';
import type { PageLoads } from '../usage/snapshot/missed-views.ts';
import { writeWholeFile } from './write-file.ts';

/** Where page loads are counted: `page-loads.json` in `HUB_DATA`, `.hub` in the working directory without it. */
export function pageLoadsPath(env: Record<string, string | undefined>): string {
  return resolve(env['HUB_DATA'] ?? '.hub', 'page-loads.json');
}

/** The page loads that were counted; undefined where nobody counted, or the file cannot be understood. */
export async function readPageLoads(path: string): Promise<PageLoads | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isPageLoads(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes page loads. Rejects when the disk refuses; the old ones stay. */
export function writePageLoads(path: string, loads: PageLoads): Promise<void> {
  return writeWholeFile(path, `${JSON.stringify(loads)}\n`);
}

/** Counts page loads of this process on top of those that were counted before. */
export interface PageLoadTally {
  add: (day: Day) => void;
  read: () => PageLoads;
  /** Writes what is not yet written. */
  close: () => Promise<void>;
}

/** What a process that is killed may lose of its counts. */
const WRITE_AFTER_MS = 2000;

/** Opens the counts of a file, or begins them now. `report` is told when they cannot be written; counting goes on. */
export async function openPageLoadTally(
  path: string,
  now: string,
  report: (error: unknown) => void,
): Promise<PageLoadTally> {
  const before = await readPageLoads(path);
  const since = before?.since ?? now;
  const days: Record<Day, number> = { ...before?.days };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    return writePageLoads(path, { since, days }).catch(report);
  };
  if (before === undefined) await write();
  return {
    add(day) {
      days[day] = (days[day] ?? 0) + 1;
      timer ??= setTimeout(() => void write(), WRITE_AFTER_MS).unref();
    },
    read: () => ({ since, days: { ...days } }),
    async close() {
      if (timer !== undefined) await write();
    },
  };
}

function isPageLoads(value: unknown): value is PageLoads {
  if (typeof value !== 'object' || value === null) return false;
  const { since, days } = value as { since?: unknown; days?: unknown };
  return (
    typeof since === 'string' &&
    !Number.isNaN(Date.parse(since)) &&
    typeof days === 'object' &&
    days !== null &&
    Object.entries(days).every(([day, count]) => !Number.isNaN(Date.parse(day)) && typeof count === 'number')
  );
}
