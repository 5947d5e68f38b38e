/** LibreOffice, where it is installed: decks and documents → PDFs. It opens what strangers made, so it is let do little. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The program as it is on this machine. */
export interface Office {
  program: string;
  /** As it calls itself, such as `LibreOffice 7.4.7.2 40(Build:2)`. */
  version: string;
}

/** A file to be opened. */
export interface OfficeFile {
  sort: 'pptx' | 'docx';
  bytes: Uint8Array;
}

/** Starting takes seconds, a file less than one. */
const limits = { startMs: 60_000, perFileMs: 15_000, aloneMs: 60_000 };
export type OfficeLimits = typeof limits;

const NAMES = ['soffice', 'libreoffice', '/Applications/LibreOffice.app/Contents/MacOS/soffice'];
const VERSION_MS = 30_000;

/**
 * Finds the program: `HUB_OFFICE` names it by its path, or says `off`. Undefined where there is none, or it does not run.
 */
export async function findOffice(env: Record<string, string | undefined>): Promise<Office | undefined> {
  const named = env['HUB_OFFICE'];
  if (named === 'off') return undefined;
  for (const program of named === undefined || named === '' ? NAMES : [named]) {
    const version = await run(program, ['--version'], { timeout: VERSION_MS }).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (version !== undefined && version !== '') return { program, version };
  }
  return undefined;
}

/**
 * Opens files, all in one call, and gives the PDF of each; undefined of one that it made nothing of. Where a call did not come
 * to its end, each file that is left is opened by itself. Hidden slides are in no PDF. Never rejects for what a file holds.
 */
export async function convertToPdf(
  { program }: Office,
  files: readonly OfficeFile[],
  { startMs, perFileMs, aloneMs }: OfficeLimits = limits,
): Promise<(Uint8Array | undefined)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-office-'));
  try {
    await writeProfile(join(folder, 'profile'));
    const paths = files.map(({ sort }, at) => join(folder, `${String(at)}.${sort}`));
    await Promise.all(files.map(({ bytes }, at) => writeFile(paths[at] ?? '', bytes)));
    const pdfOf = (at: number) => readFile(join(folder, `${String(at)}.pdf`)).catch(() => undefined);
    await convert(program, folder, paths, startMs + perFileMs * files.length);
    const pdfs: (Uint8Array | undefined)[] = [];
    for (const [at, path] of paths.entries()) {
      let pdf = await pdfOf(at);
      if (pdf === undefined && files.length > 1) {
        await convert(program, folder, [path], aloneMs);
        pdf = await pdfOf(at);
      }
      pdfs.push(pdf);
    }
    return pdfs;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Of virtual memory, of which it takes two to three times what it uses. */
const MAX_MEMORY_KB = 6_000_000;

/** Resolves when the program and all that it started has ended, by itself or because its time was over. */
async function convert(
  program: string,
  folder: string,
  paths: readonly string[],
  maxMs: number,
): Promise<void> {
  const args = [
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
    '--headless',
    '--norestore',
    '--nolockcheck',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    ...paths,
  ];
  const isPosix = process.platform !== 'win32';
  const child = isPosix
    ? spawn(
        '/bin/sh',
        ['-c', `ulimit -v ${String(MAX_MEMORY_KB)} 2>/dev/null; exec "$@"`, 'sh', program, ...args],
        { detached: true, stdio: 'ignore', cwd: folder },
      )
    : spawn(program, args, { stdio: 'ignore', cwd: folder });
  const { promise, resolve } = Promise.withResolvers<void>();
  // The program that was started is a script: what it started goes with it.
  const end = () => {
    if (child.pid === undefined) return;
    try {
      if (isPosix) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      // Nothing of it runs any more.
    }
  };
  const timer = setTimeout(end, maxMs);
  process.once('exit', end);
  child.once('exit', () => resolve()).once('error', () => resolve());
  await promise;
  clearTimeout(timer);
  process.off('exit', end);
  end();
}

const item = (path: string, name: string, value: string): string =>
  `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`;

/** No macro runs, nothing that a file only refers to is fetched, and what would be goes to a place where nobody listens. */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${[
  item('Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'),
  item('Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'),
  item('Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'),
  item('Office.Common/Security/Scripting', 'DisableActiveContent', 'true'),
  item('Office.Writer/Content/Update', 'Link', '0'),
  item('Inet/Settings', 'ooInetProxyType', '2'),
  item('Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'),
  item('Inet/Settings', 'ooInetHTTPProxyPort', '9'),
  item('Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'),
  item('Inet/Settings', 'ooInetHTTPSProxyPort', '9'),
].join('\n')}
</oor:items>
`;

async function writeProfile(folder: string): Promise<void> {
  await mkdir(join(folder, 'user'), { recursive: true });
  await writeFile(join(folder, 'user', 'registrymodifications.xcu'), PROFILE);
}
