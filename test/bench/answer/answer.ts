/** What a rep's way to an answer takes: keys, taps, screens and seconds, and whether it ends at the right sentence. */
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openChromium } from '../../support/browser/chromium.ts';
import { findBrowser } from '../../support/browser/find-browser.ts';
import { buildHub } from '../../support/hub.ts';
import { openStaticServer } from '../static-server.ts';
import { renderTable } from '../table.ts';
import { secondsOf, type Effort } from './hand.ts';
import { measureLandings, type Landing } from './landings.ts';
import { measurePainted, type Painted } from './painted.ts';
import { DEVICES, replay, type Device, type Replay } from './replay.ts';
import { readSaid, readTasks } from './task.ts';

const CPU_SLOWDOWN = 4;

export interface AnswerBench {
  /** A built hub, or the content folder of one that is built first; the sample where nothing is said. */
  site: string | undefined;
  tasks: string;
  said: string;
}

const own = (name: string): string => join(import.meta.dirname, name);

/** Arguments in any order: a folder is the site, a file whose name holds `said` is what is said, another one the tasks. */
export function parseAnswerBench(args: readonly string[]): AnswerBench | undefined {
  const files = args.filter((each) => /\.(?:ya?ml|json)$/.test(each));
  const folders = args.filter((each) => !files.includes(each));
  const said = files.filter((each) => /said[^/]*$/.test(each));
  const tasks = files.filter((each) => !said.includes(each));
  if (Math.max(folders.length, said.length, tasks.length) > 1) return undefined;
  return { site: folders[0], tasks: tasks[0] ?? own('tasks.yaml'), said: said[0] ?? own('said.yaml') };
}

export async function benchAnswer(bench: AnswerBench): Promise<void> {
  const [tasks, said] = await Promise.all([readTasks(bench.tasks), readSaid(bench.said)]);
  const scratch = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  try {
    const server = await openStaticServer(await findSite(bench.site, scratch));
    const browser = await openChromium(await findBrowser(join(scratch, 'browser')));
    try {
      for (const device of DEVICES) {
        const replays: Replay[] = [];
        for (const task of tasks) replays.push(await replay(browser, server.origin, device, task));
        printReplays(device, replays);
        printLandings(await measureLandings(browser, server.origin, device, said));
      }
      const words = tasks.flatMap(({ search }) => search ?? []);
      for (const device of DEVICES)
        printPainted(device, await measurePainted(browser, server.origin, device, words, CPU_SLOWDOWN));
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function findSite(site: string | undefined, scratch: string): Promise<string> {
  const folder = site === undefined ? undefined : resolve(site);
  const isBuilt = await access(join(folder ?? scratch, 'index.html')).then(
    () => true,
    () => false,
  );
  if (folder !== undefined && isBuilt) return folder;
  const distDir = join(scratch, 'dist');
  await buildHub({
    distDir,
    dataDir: join(scratch, 'data'),
    ...(folder === undefined ? {} : { contentDir: folder }),
  });
  return distDir;
}

const cells = (effort: Effort): string[] => [
  String(effort.keys),
  String(effort.taps),
  String(effort.screens),
  secondsOf(effort).toFixed(1),
  String(effort.spared),
];

function printReplays({ name }: Device, replays: readonly Replay[]): void {
  const sum: Effort = { keys: 0, taps: 0, screens: 0, spared: 0 };
  const table = [['task', 'keys', 'taps', 'screens', 'seconds', 'letters spared', 'way']];
  for (const { task, best } of replays) {
    if (best === undefined) table.push([task.wants, '', '', '', 'not reached', '', '']);
    else table.push([task.wants, ...cells(best.effort), best.way]);
    for (const key of ['keys', 'taps', 'screens', 'spared'] as const) sum[key] += best?.effort[key] ?? 0;
  }
  const reached = replays.filter(({ best }) => best !== undefined).length;
  table.push([`${String(reached)} of ${String(replays.length)} reached`, ...cells(sum), '']);
  console.log(
    `\n${name}: 0.15 s a key, 0.6 s a tap or click, 1 s a screen that is read.\nWords are typed until what is wanted is first; who types them whole types the spared letters as well.\n`,
  );
  console.log(renderTable(table));
  for (const { task, problems } of replays)
    for (const problem of problems) console.log(`  ${task.wants}\n    ${problem}`);
}

function printLandings(landings: readonly Landing[]): void {
  const count = (is: (landing: Landing) => boolean) => String(landings.filter(is).length);
  console.log(
    `\nOf ${String(landings.length)} things said and typed, the first hit opens the right page for ${count(({ isPage }) => isPage)}, at the wanted element for ${count(({ isAtElement }) => isAtElement)}, with it in sight for ${count((one) => one.isInSight)}, both for ${count((one) => one.isAtElement && one.isInSight)}; under a heading that forbids to say it for ${count(({ isUnsayable }) => isUnsayable)}.\n`,
  );
  for (const { said, address, isAtElement, isInSight } of landings) {
    if (isAtElement && isInSight) continue;
    const wanted = said.at ?? 'its top';
    console.log(`  ${said.said}: wants ${said.page}, ${wanted}; opens ${address}`);
  }
}

function printPainted({ name }: Device, { keyMs, longestFrameMs }: Painted): void {
  const at = (share: number) => (keyMs[Math.ceil(share * keyMs.length) - 1] ?? Number.NaN).toFixed(0);
  console.log(
    `\n${name}, CPU ${String(CPU_SLOWDOWN)}x slower: ${String(keyMs.length)} keys, from a key to its painted hits p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; longest frame ${longestFrameMs.toFixed(0)} ms.`,
  );
}
