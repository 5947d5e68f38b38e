import type { Day } from '../../library/dates.ts';

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
  /** Whether all of the past is in this copy of the repository; a shallow one holds the last changes alone. */
  isWhole: boolean;
}

/** Asks git for what `parseHistory` reads: a control sign before each commit, others between its fields. */
export const HISTORY_FORMAT =
  '%x1e%H%x1f%P%x1f%cI%x1f%aN%x1f%(trailers:key=Co-authored-by,valueonly,separator=%x1d)%x1f%s%x1f';

const RECORD = '\u001E';
const FIELD = '\u001F';
const PERSON = '\u001D';
/** Programs commit too, and wrote nothing. */
const PROGRAM = /\[bot\]$/;

/**
 * Reads the answer of `git log -M --name-status -z` in `HISTORY_FORMAT`, newest commit first. A file that was renamed
 * keeps its past; one that took the name of a deleted file does not take over that one's.
 *
 * @param isShallow the copy of the repository begins somewhere: its first commit shows every file as new, and is left out
 */
export function parseHistory(log: string, isShallow: boolean): ContentHistory {
  const byPath = new Map<string, Version[]>();
  /** Under which name the file of that name, at the commit that is read, stands today; undefined for one that is gone. */
  const today = new Map<string, string | undefined>();
  for (const [place, record] of log.split(RECORD).slice(1).entries()) {
    const [commit = '', parents = '', at = '', author = '', others = '', subject = '', files = ''] =
      record.split(FIELD);
    if (isShallow && parents === '') continue;
    const version: Omit<Version, 'path'> = {
      commit,
      place,
      at: new Date(at).toISOString(),
      day: at.slice(0, 10),
      by: peopleOf(author, others),
      subject,
    };
    for (const { status, from, path } of changesOf(files)) {
      const now = today.has(path) ? today.get(path) : path;
      if (now !== undefined && status !== 'D') {
        const versions = byPath.get(now);
        if (versions === undefined) byPath.set(now, [{ ...version, path }]);
        else versions.push({ ...version, path });
      }
      if (status === 'R') {
        today.set(from, now);
        today.set(path, undefined);
      } else if (status === 'A' || status === 'D') today.set(path, undefined);
    }
  }
  return { byPath, isWhole: !isShallow };
}

function peopleOf(author: string, others: string): string[] {
  const names = [author, ...others.split(PERSON).map((each) => each.replace(/<[^>]*>.*$/, ''))];
  return [...new Set(names.map((name) => name.trim()))].filter((name) => name !== '' && !PROGRAM.test(name));
}

interface Change {
  status: string;
  /** What it was called before; the same as `path` unless it was renamed. */
  from: string;
  path: string;
}

/** `M\0path\0R087\0old\0new\0`: a status, then one path, or two for a rename (git-scm.com, "git-diff", Raw output format). */
function changesOf(files: string): Change[] {
  const parts = files
    .split('\0')
    .map((part) => part.replace(/^\n/, ''))
    .filter((part) => part !== '');
  const changes: Change[] = [];
  for (let at = 0; at < parts.length;) {
    const status = (parts[at++] ?? '').charAt(0);
    const from = parts[at++] ?? '';
    const path = status === 'R' || status === 'C' ? (parts[at++] ?? '') : from;
    changes.push({ status, from, path });
  }
  return changes;
}

/** Everybody who wrote some of it, the last one first. */
export function contributorsOf(versions: readonly Version[]): string[] {
  return [...new Set(versions.flatMap(({ by }) => by))];
}
