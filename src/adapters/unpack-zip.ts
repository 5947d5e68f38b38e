import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzip, type Unzipped } from 'fflate';
import { guessEncoding } from '../library/import/guess-encoding.ts';
import { UserError } from '../library/user-error.ts';

/** More than this is no export of texts; unpacked it must fit on the disk and in memory. */
const MAX_BYTES = 2 * 1024 ** 3;
const MAX_ENTRIES = 200_000;
/** Exports of Notion hold zips of their parts, one inside the other. */
const MAX_DEPTH = 3;

/** Whether a file is a zip, by its first letters. */
export async function isZip(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32BE() === 0x504b0304;
  } catch {
    return false;
  } finally {
    await file.close();
  }
}

/**
 * Unpacks a zip, and zips inside it, into a folder of its own below the system's temporary one. Names that lead out of
 * that folder are left out. Ended by a signal, it takes the folder away; after a worse end the next import does. Gives its path. Rejects with a UserError when it is broken or too large. The caller removes
 * the folder.
 */
export async function unpackZip(path: string): Promise<string> {
  await removeLeftBehind();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${String(process.pid)}-`));
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.once(signal, () => {
      rmSync(folder, { recursive: true, force: true });
      process.exit(code);
    });
  try {
    await unpackInto(await readFile(path), folder, path, 1);
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** A folder of an import, with the number of its process behind. */
const PREFIX = 'hub-import-zip-';

/** What an import that was ended from outside could not remove. */
async function removeLeftBehind(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(/^\d+/.exec(name.slice(PREFIX.length))?.[0]) : NaN;
    if (Number.isInteger(pid) && !isRunning(pid))
      // It may be somebody else's.
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function unpackInto(bytes: Uint8Array, folder: string, path: string, depth: number): Promise<void> {
  for (const [name, content] of Object.entries(await unzipped(bytes, path))) {
    const parts = readableEntry(name).replaceAll('\\', '/').split('/');
    if (name.endsWith('/') || parts.some((part) => part === '..' || part === '') || /^[a-z]:/i.test(name))
      continue;
    if (/\.zip$/i.test(name) && depth < MAX_DEPTH)
      await unpackInto(content, folder, `${path}/${name}`, depth + 1);
    else {
      const place = join(folder, ...parts);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, content);
    }
  }
}

/**
 * The name of an entry as it was meant: macOS and Windows write one without saying in what encoding, and each of its bytes
 * arrives as one letter then.
 */
function readableEntry(name: string): string {
  if (!/[\x80-\xff]/.test(name) || /[^\0-\xff]/.test(name)) return name;
  const bytes = Uint8Array.from(name, (sign) => sign.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // A name that was said to be UTF-8 holds letters of Latin-1 and is right as it is; no name holds controls.
    const encoding = /[\x80-\x9f]/.test(name) ? guessEncoding(bytes) : undefined;
    if (encoding !== undefined) return new TextDecoder(encoding.label).decode(bytes);
    return name.replace(/[\x80-\xa8]/g, (sign) => DOS_LETTERS[sign.charCodeAt(0) - 0x80] ?? sign);
  }
}

/** The letters of the code page that zips were made for, 437 of DOS, from 0x80 on; no decoder of the platform has it. */
const DOS_LETTERS = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿';

function unzipped(bytes: Uint8Array, path: string): Promise<Unzipped> {
  let entries = 0;
  let size = 0;
  const tooLarge = () => entries > MAX_ENTRIES || size > MAX_BYTES;
  return new Promise((done, fail) => {
    unzip(
      bytes,
      {
        filter(file) {
          entries++;
          size += file.originalSize;
          return !tooLarge();
        },
      },
      (error, files) => {
        if (tooLarge())
          fail(
            new UserError(
              `${path} holds too much to be an export of texts.`,
              'Unpack it yourself and give the folder. Nothing was written.',
            ),
          );
        else if (error !== null)
          fail(
            new UserError(
              `${path} is no whole zip file.`,
              'Export it again, or unpack it yourself and give the folder. Nothing was written.',
            ),
          );
        else done(files);
      },
    );
  });
}
