import type { Day } from '../../library/dates.ts';
import { dayIn } from '../../library/time-zone.ts';
import { onOneLine } from '../check/findings-text.ts';

/** One change of a file, as git knows it. */
export interface Version {
  commit: string;
  /** Where its commit stands in git's log, 0 for the newest. */
  place: number;
  /** What the file was called then, inside the content folder. */
  path: string;
  /** When it came into the repository, ISO 8601 in UTC. */
  at: string;
  day: Day;
  /** Who wrote it, first the one who committed it. */
  by: string[];
  /** What it was about: the first line of the commit. */
  subject: string;
}

/** What git knows of a content folder. */
export interface ContentHistory {
  /** Versions of each file that is there now, newest first, by its path inside the content folder. */
  byPath: ReadonlyMap<string, readonly Version[]>;
  /** Files that are there no more, and those that have another name now, with git's name for their last text. */
  gone: ReadonlyMap<string, string>;
  /** Whether all of the past is in this copy of the repository; a shallow one holds the last changes alone. */
  isWhole: boolean;
}

/** What is known beside the log. */
export interface HistoryOptions {
  /** Where words are now that were taken out at a path, by what is written down; undefined where that is not known. */
  movedTo?: (path: string) => string | undefined;
  /** The company's time zone, whose day a version is of; left out it is UTC. */
  zone?: string;
}

/** Asks git for what `parseHistory` reads: six fields with a NUL behind each, the only sign that none of them can hold. */
export const HISTORY_FORMAT =
  '%H%x00%P%x00%cI%x00%aN%x00%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x0A)%x00%s';

/** Programs commit too, and wrote nothing. */
const PROGRAM = /\[bot\]$/;

/**
 * Reads the answer of `git log -M --name-status -z` in `HISTORY_FORMAT`, newest commit first. A file that was renamed
 * keeps its past; one that took the name of a deleted file does not take over that one's.
 *
 * @param isShallow the copy of the repository begins somewhere: its first commit shows every file as new, and is left out
 */
export function parseHistory(
  log: string,
  isShallow: boolean,
  { movedTo = () => undefined, zone }: HistoryOptions = {},
): ContentHistory {
  const byPath = new Map<string, Version[]>();
  /** Under which name the file of that name, at the commit that is read, stands today; undefined for one that is gone. */
  const today = new Map<string, string | undefined>();
  const gone = new Map<string, string>();
  for (const [place, { fields, changes }] of readRecords(log).entries()) {
    const [commit = '', parents = '', at = '', author = '', others = '', subject = ''] = fields;
    const made = new Date(at);
    if ((isShallow && parents === '') || Number.isNaN(made.getTime())) continue;
    const version: Omit<Version, 'path'> = {
      commit,
      place,
      at: made.toISOString(),
      day: dayIn(zone, made.getTime()),
      by: peopleOf(author, others),
      subject: onOneLine(subject).trim(),
    };
    for (const { status, from, path } of changes) {
      const now = today.has(path) ? today.get(path) : path;
      if (now !== undefined && status !== 'D') {
        const versions = byPath.get(now);
        if (versions === undefined) byPath.set(now, [{ ...version, path }]);
        else versions.push({ ...version, path });
      }
      if ((status === 'R' || status === 'D') && !byPath.has(from) && !gone.has(from))
        gone.set(from, `${commit}^:./${from}`);
      if (status === 'R') {
        today.set(from, now);
        today.set(path, undefined);
      } else if (status === 'D') today.set(path, movedTo(path));
      else if (status === 'A') today.set(path, undefined);
    }
  }
  return { byPath, gone, isWhole: !isShallow };
}

function peopleOf(author: string, others: string): string[] {
  const names = [author, ...others.split('\n').map((each) => each.replace(/<[^>]*>.*$/, ''))];
  return [...new Set(names.map((name) => onOneLine(name).trim()))].filter(
    (name) => name !== '' && !PROGRAM.test(name),
  );
}

interface Change {
  status: string;
  /** What it was called before; the same as `path` unless it was renamed. */
  from: string;
  path: string;
}

const FIELDS = 6;
/** The first status of a commit stands on a line of its own; no hash of a commit looks like one. */
const STATUS = /^\n?([A-Z])\d*$/;

/**
 * The commits of the answer, read by where each part stands: six fields, then `M\0path\0R087\0old\0new\0`, a status with
 * one path, or with two for a rename (git-scm.com, "git-diff", Raw output format).
 */
function readRecords(log: string): { fields: string[]; changes: Change[] }[] {
  const parts = log.split('\0');
  const records: { fields: string[]; changes: Change[] }[] = [];
  for (let at = 0; at + FIELDS <= parts.length;) {
    const fields = parts.slice(at, at + FIELDS);
    const changes: Change[] = [];
    at += FIELDS;
    for (let status; (status = STATUS.exec(parts[at] ?? '')?.[1]) !== undefined;) {
      const from = parts[at + 1] ?? '';
      const isPair = status === 'R' || status === 'C';
      changes.push({ status, from, path: isPair ? (parts[at + 2] ?? '') : from });
      at += isPair ? 3 : 2;
    }
    records.push({ fields, changes });
  }
  return records;
}

/** Everybody who wrote some of it, the last one first. */
export function contributorsOf(versions: readonly Version[]): string[] {
  return [...new Set(versions.flatMap(({ by }) => by))];
}
