import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const START_TIMEOUT_MS = 60_000;

/** A hub that runs as a rep's browser sees it: the real server script with its own empty store. */
export interface RunningHub {
  origin: string;
  dataDir: string;
  /** The key of the query endpoint, as the hub made it on its first start. */
  readQueryKey(): Promise<string>;
  /** All that it has printed. */
  said(): string;
  /** Ends the server and takes its store away. Throws with what it said when it had ended before. */
  stop(): Promise<void>;
}

/** Where a hub is built from and to; what is left out has the default of the script. */
export interface HubPlaces {
  /** Where the code is; this checkout when left out. */
  checkout?: string;
  contentDir?: string;
  dataDir?: string;
  distDir?: string;
}

function environment({ contentDir, dataDir, distDir }: HubPlaces): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ASTRO_TELEMETRY_DISABLED: '1',
    ...(contentDir === undefined ? {} : { HUB_CONTENT: contentDir }),
    ...(dataDir === undefined ? {} : { HUB_DATA: dataDir }),
    ...(distDir === undefined ? {} : { HUB_DIST: distDir }),
  };
}

/** Builds a hub with the real build script. Throws with what the script said when it fails. */
export async function buildHub(places: HubPlaces): Promise<void> {
  const child = spawn(process.execPath, ['scripts/build.ts'], {
    cwd: places.checkout ?? root,
    env: environment(places),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The hub was not built (exit code ${String(code)}):\n${said}`);
}

/** Starts the real server on a built hub, at a free port and with an empty store, and waits for its address. */
export async function startHub(
  distDir: string,
  settings: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<RunningHub> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-data-'));
  const child = spawn(process.execPath, ['scripts/start.ts', '--built', ...flags], {
    cwd: root,
    env: { ...environment({ dataDir, distDir }), ...settings, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let said = '';
  const stop = async () => {
    const endedAlone = child.exitCode ?? child.signalCode;
    child.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
    if (endedAlone !== null)
      throw new Error(`The hub had ended by itself with ${String(endedAlone)}:\n${said}`);
  };
  const origin = await new Promise<string>((found, fail) => {
    const giveUp = (why: string) => fail(new Error(`The hub did not start: ${why}\n${said}`));
    const timer = setTimeout(
      () => giveUp(`no address after ${String(START_TIMEOUT_MS)} ms`),
      START_TIMEOUT_MS,
    );
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /(http:\/\/127\.0\.0\.1:\d+)\n/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      found(address);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('close', (code) => {
      clearTimeout(timer);
      giveUp(`it ended with ${String(code)}`);
    });
  }).catch(async (error: unknown) => {
    await stop().catch(() => undefined);
    throw error;
  });
  return {
    origin,
    dataDir,
    said: () => said,
    readQueryKey: async () => (await readFile(join(dataDir, 'query-key'), 'utf8')).trim(),
    stop,
  };
}
