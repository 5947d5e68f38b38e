import type { ParseAsset, SourceFile } from './asset.ts';
import { HUB_PATH, isStray, placeOf, type FolderEntry } from './content-tree.ts';
import { isRawExport } from './crm/raw-export.ts';
import type { Finding } from './finding.ts';
import type { Hub } from './hub.ts';
import { buildLibrary, type Library } from './library.ts';
import { isPicture, MAX_PICTURE_BYTES } from './media.ts';
import type { CompileMarkdown } from './markdown/compile.ts';
import { parseHub } from './parse-hub.ts';
import { folderRules, pageRules, unreadable } from './reading-rules.ts';
import { noRecords, recordOf, type RecordEntries, type RecordName } from './records/records.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { UserError } from './user-error.ts';

/** A content folder once read. */
export interface Content {
  library: Library;
  records: RecordEntries;
  /** What is wrong with files that could not be read, or not in whole. */
  findings: Finding[];
  /** Paths of the files that were meant to be pages, and of which none is made because of their faults. */
  missing: string[];
}

/** A content folder as it lies there. */
export interface FolderFiles {
  entries: readonly FolderEntry[];
  /** Of the files that `isRead` names, by path; a file that is not in it could not be read. */
  bytes: ReadonlyMap<string, Uint8Array>;
}

/**
 * Makes the content of what lies in a folder, wherever the folder is: on a disk, or in a commit. Throws a UserError when
 * `hub.yaml` cannot be understood, since nothing can be read without it.
 *
 * @param bytes of the files that `isRead` names, by path; a file that is not in it could not be read
 */
export function buildContent(
  entries: readonly FolderEntry[],
  bytes: ReadonlyMap<string, Uint8Array>,
  compile: CompileMarkdown,
  parse?: ParseAsset,
): Content {
  const hub = decodeHub(bytes.get(HUB_PATH));
  const pages: SourceFile[] = [];
  const others: string[] = [];
  const findings: Finding[] = [];
  const records = noRecords();
  for (const { path, isFile, bytes: size = 0 } of entries) {
    const place = placeOf(path);
    if (place.is === 'ignored') {
      if (isStray(path)) findings.push(leftBehind(path));
      continue;
    }
    if (place.is === 'page') pages.push({ path, bytes: bytes.get(path) });
    else if (place.is === 'record') {
      const read = readRecord(place.name, bytes.get(path), hub);
      records[place.name] = read.entries as never[];
      findings.push(...read.findings);
      others.push(path);
    } else if (isFile && isRawExport(path, bytes.get(path))) {
      // Neither served nor offered: whoever knows its address would have it.
      findings.push(rawExport(path));
    } else if (isFile) {
      others.push(path);
      if (isPicture(path) && size > MAX_PICTURE_BYTES) findings.push(pictureTooLarge(path, size));
    } else findings.push(linkedElsewhere(path));
  }
  const read = buildLibrary(pages, others, hub, compile, parse);
  const library = { ...read.library, moves: records.moves ?? [] };
  return { library, records, findings: [...read.findings, ...findings], missing: read.missing };
}

/** The words of a hub from the bytes of `hub.yaml`. Throws a UserError when they cannot be understood. */
export function decodeHub(bytes: Uint8Array | undefined): Hub {
  if (bytes === undefined)
    throw new UserError(
      'hub.yaml cannot be read: it is a link to another place, or reading it is not allowed.',
      'Put the file itself there, with the right to read it. Nothing was written.',
    );
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return parseHub(decoded.text);
  const { line, message, hint } = decoded.fault;
  throw new UserError(`hub.yaml line ${String(line)}: ${message}`, `${hint} No content was changed.`);
}

/** The entries of a record from the bytes of its file; undefined bytes are a file that cannot be read. */
export function readRecord(
  name: RecordName,
  bytes: Uint8Array | undefined,
  hub: Hub,
): { entries: unknown[]; findings: Finding[] } {
  const { path, parse } = recordOf(name);
  if (bytes === undefined) return { entries: [], findings: [unreadable(path)] };
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return parse(decoded.text, hub);
  return { entries: [], findings: [pageRules.found(decoded.fault.rule, { path, ...decoded.fault })] };
}

function pictureTooLarge(path: string, bytes: number): Finding {
  return folderRules.found('picture-too-large', {
    path,
    line: 1,
    message: `This picture has ${(bytes / 1e6).toFixed(1)} MB, which every reader of its page waits for.`,
    hint: 'Save it 1,600 pixels wide as JPEG or WebP, which is mostly below half a megabyte.',
  });
}

function rawExport(path: string): Finding {
  return folderRules.found('raw-crm-export', {
    path,
    line: 1,
    message:
      'This is an export of a CRM: it holds names and amounts of single deals or leads, and git keeps them for good. The hub does not serve it.',
    hint: 'Take it out, and where it was pushed also out of the history of git. Run npm run pipeline with it where it lies outside of the folder: that writes what everybody may see.',
  });
}

function leftBehind(path: string): Finding {
  return folderRules.found('left-behind', {
    path,
    line: 1,
    message: 'An editor, Office or the system left this file behind; the hub neither reads nor serves it.',
    hint: 'Close the file that it belongs to, and take this one out before you publish.',
  });
}

function linkedElsewhere(path: string): Finding {
  return folderRules.found('linked-elsewhere', {
    path,
    line: 1,
    message:
      'This is a link to another place, or no plain file at all, and what lies there is neither read nor served.',
    hint: 'Put the files themselves here, or take the link out.',
  });
}
