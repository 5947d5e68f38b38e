import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '../library/dates.ts';
import { isSameZone } from '../library/time-zone.ts';
import type { PageLoads } from '../usage/snapshot/missed-views.ts';
import { dataFolder } from './data-folder.ts';
import { writeWholeFile } from './write-file.ts';

/** Where page loads are counted: `page-loads.json` in `HUB_DATA`, `.hub` in the working directory without it. */
export function pageLoadsPath(env: Record<string, string | undefined>): string {
  return join(dataFolder(env), 'page-loads.json');
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

/**
 * Opens the counts of a file, or begins them now: also where the company's days began at other hours before, as a load that
 * was counted on one day could be a view of the next. `report` is told when they cannot be written; counting goes on.
 *
 * @param zone of the company's days
 */
export async function openPageLoadTally(
  path: string,
  { now, zone, report }: { now: string; zone: string; report: (error: unknown) => void },
): Promise<PageLoadTally> {
  const read = await readPageLoads(path);
  const before = read !== undefined && isSameZone(read.zone, zone) ? read : undefined;
  const since = before?.since ?? now;
  const days: Record<Day, number> = { ...before?.days };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    return writePageLoads(path, { since, zone, days }).catch(report);
  };
  if (before === undefined) await write();
  return {
    add(day) {
      days[day] = (days[day] ?? 0) + 1;
      timer ??= setTimeout(() => void write(), WRITE_AFTER_MS).unref();
    },
    read: () => ({ since, zone, days: { ...days } }),
    async close() {
      if (timer !== undefined) await write();
    },
  };
}

function isPageLoads(value: unknown): value is PageLoads {
  if (typeof value !== 'object' || value === null) return false;
  const { since, zone, days } = value as { since?: unknown; zone?: unknown; days?: unknown };
  return (
    typeof since === 'string' &&
    (zone === undefined || typeof zone === 'string') &&
    !Number.isNaN(Date.parse(since)) &&
    typeof days === 'object' &&
    days !== null &&
    Object.entries(days).every(([day, count]) => !Number.isNaN(Date.parse(day)) && typeof count === 'number')
  );
}
