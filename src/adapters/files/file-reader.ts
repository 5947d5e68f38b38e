import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { troubled, type ReadFile } from '../../files/file-text.ts';
import { recogniseFile } from '../../files/recognise.ts';
import { openCodeCache } from '../code-cache.ts';
import { openMortalProcess } from '../mortal-process.ts';
import type { ReadRequest } from './file-readers.ts';

/** Each names the exact versions of what it needs itself. */
const PACKAGES = ['officeparser', '@e965/xlsx', 'fflate', '@cantoo/pdf-lib'];

/** What reads files: our part of it, and the packages. With other ones all files are read anew. */
async function readReader(): Promise<Buffer[]> {
  const folders = [import.meta.dirname, join(import.meta.dirname, '../../files')];
  const sources = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder))
        .filter((name) => name.endsWith('.ts'))
        .sort()
        .map((name) => join(folder, name)),
    ),
  );
  const packages = PACKAGES.map((name) =>
    join(import.meta.dirname, '../../../node_modules', name, 'package.json'),
  );
  return Promise.all([...sources.flat(), ...packages].map((path) => readFile(path)));
}

/** Most take less than a second and a tenth of the memory; what needs more goes on for ever, or takes all there is. */
const limits = { maxReadMs: 25_000, maxMemoryBytes: 1024 ** 3 };

/** Reads the words of files, each in a process that may die of it. */
export interface FileReader {
  /**
   * Never rejects: what is wrong with a file is part of the answer.
   *
   * @param name of the file, whose ending says what it is meant to be
   */
  read(name: string, bytes: Uint8Array): Promise<ReadFile>;
  /** Ends the process. */
  close(): void;
}

/** Hashes of files whose reader was stopped, so that a process stumbles over each once. */
const stopped = new Set<string>();

/** A file that was read once is not opened again, by this or any other command, until its bytes or the reader are others. */
export function openFileReader(
  env: Record<string, string | undefined>,
  { maxReadMs, maxMemoryBytes }: typeof limits = limits,
): FileReader {
  const cache = openCodeCache(env);
  const worker = openMortalProcess(new URL('./reader-process.ts', import.meta.url), maxMemoryBytes);
  let readerSources: Promise<Buffer[]> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const ask = (request: ReadRequest): Promise<ReadFile> =>
    new Promise((done) => {
      const isNew = worker.running() === undefined;
      const asked = worker.start();
      const end = (read: ReadFile | Promise<ReadFile>) => {
        clearTimeout(timer);
        asked.off('message', end).off('exit', gone).off('error', gone);
        done(read);
      };
      const stop = () => {
        worker.close();
        end(troubled('stopped'));
      };
      // One that has read before may have died of that: what it was asked now is asked of another.
      const gone = () => (isNew ? stop() : (worker.close(), end(ask(request))));
      const timer = setTimeout(stop, maxReadMs);
      asked.on('message', end).on('exit', gone).on('error', gone);
      asked.send(request, (error) => error !== null && gone());
    });

  async function readOnce(name: string, bytes: Uint8Array): Promise<ReadFile> {
    const recognised = recogniseFile(name, bytes);
    if (recognised !== 'compound' && 'trouble' in recognised) return recognised;
    readerSources ??= readReader();
    const sources = [...(await readerSources), name.slice(name.lastIndexOf('.')).toLowerCase(), bytes];
    const kept = await cache.read('file-text', sources);
    if (kept !== undefined) return JSON.parse(kept.toString()) as ReadFile;
    if (stopped.size > 0 && stopped.has(hash('sha256', bytes))) return troubled('stopped');
    const sort = recognised === 'compound' ? recognised : recognised.open;
    // One after the other: each may take what memory there is.
    const read = last.then(() => ask({ bytes, sort }));
    last = read;
    const found = await read;
    // A machine that was busy may have time tomorrow.
    if ('trouble' in found && found.trouble === 'stopped') stopped.add(hash('sha256', bytes));
    else await cache.write('file-text', sources, JSON.stringify(found));
    return found;
  }

  return { read: readOnce, close: worker.close };
}
