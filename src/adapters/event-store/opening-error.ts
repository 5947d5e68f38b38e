import { relative } from 'node:path';
import { UserError } from '../../library/user-error.ts';
import { StoreError } from '../../usage/event-store.ts';

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A folder as a person knows it: from where the command was started, such as `.hub`, when it lies below. */
export function shownFolder(folder: string): string {
  const path = relative(process.cwd(), folder);
  return `${path === '' || path.startsWith('..') ? folder : path}/`;
}

/** Whether a failure to open the tables means that a process has them open. */
export function isInUse(error: unknown): boolean {
  return /conflicting lock|set lock on file|being used by another process/i.test(messageOf(error));
}

/** Why a store cannot be opened, for a person. `owner` is the process of the hub that has it. */
export function openingError(folder: string, error: unknown, owner?: number): UserError {
  if (error instanceof UserError) return error;
  const message = messageOf(error);
  if (isInUse(error))
    return new StoreError(
      'unavailable',
      `The store in ${shownFolder(folder)} is in use by another hub${owner === undefined ? '' : ` (pid ${String(owner)})`}.`,
      'Stop it or set HUB_DATA to another folder. Nothing was changed.',
    );
  if (/permission denied|read-only file system|EACCES|EPERM|EROFS/i.test(message))
    return new StoreError(
      'unavailable',
      `The store in ${shownFolder(folder)} cannot be written.`,
      'Give this user the right to write there, or set HUB_DATA to another folder. Nothing was changed.',
    );
  if (/no space left|disk quota|file too large|ENOSPC|EDQUOT|EFBIG/i.test(message))
    return new StoreError(
      'unavailable',
      `There is no room to open the store in ${shownFolder(folder)}.`,
      'Make room on that disk, or set HUB_DATA to a folder on another. Nothing was changed.',
    );
  const place = /\b(?:EEXIST|ENOTDIR)\b.*'(.+)'/.exec(message)?.[1];
  if (place !== undefined)
    return new StoreError(
      'unavailable',
      `${place} is a file, and the store keeps a folder there.`,
      'Move the file away and put the folder back from a copy. Nothing was changed.',
    );
  return new StoreError(
    'unavailable',
    `The tables of the store in ${shownFolder(folder)} cannot be opened (${message.split('\n')[0] ?? ''}).`,
    '`npm run store -- rebuild` makes the tables anew from the journal and its archive, which hold every event.',
  );
}

/** The journal takes no more: the disk is full, or the folder is gone. */
export function writingError(folder: string, error: unknown): StoreError {
  const message = messageOf(error);
  return new StoreError(
    'unavailable',
    `Events cannot be written to ${shownFolder(folder)} (${message}).`,
    /was deleted/.test(message)
      ? 'Stop the hub, put the folder back from a backup if it held anything, and start the hub anew. Clients keep what was not acknowledged and send it again.'
      : 'Make room on that disk. Clients keep what was not acknowledged and send it again; what was acknowledged is safe.',
  );
}
