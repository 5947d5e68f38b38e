/**
 * What lies where in a content folder, said once: for the folder on disk, for a commit of git, for what is published, and
 * for the browser. Every file has a place here, or is one of the other files, which a rule looks at one by one.
 */
import { mayBeRawExport } from './crm/raw-export.ts';
import { recordNames, records, type RecordName } from './records/records.ts';

/** Path of the file without which nothing can be read. */
export const HUB_PATH = 'hub.yaml';
/** Folder of the files that pages offer. */
export const FILES_FOLDER = 'files/';

/** Something in the content folder, its folders left out. */
export interface FolderEntry {
  /** Inside the content folder, with forward slashes. */
  path: string;
  /** False for a link to another place, and for all that is no plain file. */
  isFile: boolean;
  /** How large a picture is; left out for other files, and where nobody looked. */
  bytes?: number;
}

/** What a path of the content folder is. */
export type Place =
  | { is: 'hub' }
  | { is: 'record'; name: RecordName }
  | { is: 'page' }
  /** Nobody expects anything of it: hidden files, notes beside the content, what editors and systems leave behind. */
  | { is: 'ignored' }
  /** A picture, a file to download, or something that lies there by mistake. */
  | { is: 'other' };

/** Names that begin with a dot, copies and locks of editors and Office, and what Windows and macOS leave in folders. */
const IGNORED =
  /^\.|^~\$|~$|^#.*#$|\.(?:bak|orig|tmp|swp)$|^(?:Thumbs\.db|ehthumbs\.db|desktop\.ini|Icon\r)$/i;
/** Locks that editors and Office leave beside an open file: somebody is writing there, or a program died. */
const LOCK = /^~\$|^\.#|^\.~lock\./;
/** Notes for whoever works on the folder. Below a kind's folder a README is a page like any other. */
const NOTES = new Set(['README.md', `${FILES_FOLDER}README.md`]);
const PAGE = /\.md$/i;

export function placeOf(path: string): Place {
  if (isLeftBehind(path) || NOTES.has(path)) return { is: 'ignored' };
  if (path === HUB_PATH) return { is: 'hub' };
  const name = recordNames.find((one) => records[one].path === path);
  if (name !== undefined) return { is: 'record', name };
  return { is: PAGE.test(path) && !path.startsWith(FILES_FOLDER) ? 'page' : 'other' };
}

/** Whether a file, or a folder above it, has a name that editors and systems give to what they leave behind. */
export function isLeftBehind(path: string): boolean {
  return path.split('/').some((part) => IGNORED.test(part));
}

/** Whether nobody meant a file to be here: a lock, a copy, what a system leaves; other hidden files are somebody's own affair. */
export function isStray(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return LOCK.test(name) || (!name.startsWith('.') && IGNORED.test(name));
}

/** Whether a check of the folder needs the bytes of a file, and not only to know that it is there. */
export function isRead({ path, isFile }: FolderEntry): boolean {
  const { is } = placeOf(path);
  return (
    isFile && (is === 'page' || is === 'record' || is === 'hub' || (is === 'other' && mayBeRawExport(path)))
  );
}

/** The names of all files at the top that the hub reads. */
export function namesAtTop(): string[] {
  return [HUB_PATH, ...recordNames.map((name) => records[name].path)];
}

/**
 * The name that a file at the top was meant to have, such as `Hub.yml` or `search_tests.yaml`; undefined for all others.
 */
export function meantAtTop(path: string): string | undefined {
  return namesAtTop().find((name) => name !== path && fold(name) === fold(path));
}

function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.ya?ml(?:\.txt)?$/, '.yaml')
    .replace(/[ _-]/g, '');
}
