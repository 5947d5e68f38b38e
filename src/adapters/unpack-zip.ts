import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzip, type Unzipped } from 'fflate';
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
 * Unpacks a zip, and zips inside it, into a folder of its own below the system's temporary one. Names that lead out of that
 * folder are left out. Throws a UserError when it is broken or too large. The caller removes the folder.
 */
export async function unpackZip(path: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-import-'));
  try {
    await unpackInto(await readFile(path), folder, path, 1);
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function unpackInto(bytes: Uint8Array, folder: string, path: string, depth: number): Promise<void> {
  for (const [name, content] of Object.entries(await unzipped(bytes, path))) {
    const parts = name.replaceAll('\\', '/').split('/');
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
