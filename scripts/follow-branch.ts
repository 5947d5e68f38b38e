import { spawn } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { fetchForward, readChangedPaths, readCommit } from '../src/adapters/git/fetch.ts';

/** What failed by chance, such as for want of memory, is built again after so long. */
const TRY_AGAIN_MS = 600_000;
/** What runs in the process that serves: a new one of these is read when it starts again. */
const PROGRAM = /^(?:src|scripts)\/|^package(?:-lock)?\.json$|^astro\.config\./;

/** What a hub that follows its branch is made of. */
export interface FollowedHub {
  /** The folder of the hub's code, which builds. */
  checkout: string;
  /** The folder whose checkout is followed. */
  content: string;
  everyMs: number;
  /** For the sites that are built; the last two stay, since pages of the one before are still open. */
  sitesFolder: string;
  env: NodeJS.ProcessEnv;
  /** Serves a site from now on. */
  show: (site: string) => Promise<void>;
  say: (sentence: string) => void;
}

/**
 * Looks for what is newly merged, builds it beside the site that is served, and hands the new site over. Whatever goes wrong
 * is told once, and the hub goes on as it was. Gives what ends it, once a round that runs is over.
 */
export function followBranch(hub: FollowedHub): () => Promise<void> {
  const { content, env, say } = hub;
  let lastSaid = '';
  const sayOnce = (sentence: string) => {
    if (sentence !== lastSaid) say(sentence);
    lastSaid = sentence;
  };
  let shown: string | undefined;
  let failed: { commit: string; at: number } | undefined;
  const look = async () => {
    const fetched = await fetchForward(content, env);
    if ('why' in fetched) return sayOnce(`Nothing newer is shown: ${fetched.why}. The hub goes on as it is.`);
    const { commit } = fetched;
    if (commit === shown || (failed?.commit === commit && Date.now() - failed.at < TRY_AGAIN_MS)) return;
    const name = commit.slice(0, 12);
    const site = join(hub.sitesFolder, name);
    const fault = await build(hub.checkout, { ...env, HUB_DIST: site });
    if (fault !== undefined) {
      failed = { commit, at: Date.now() };
      return sayOnce(`${name} was not built, and the hub goes on as it is.\n${fault}`);
    }
    const paths = shown === undefined ? [] : await readChangedPaths(content, env, [shown, commit]);
    await hub.show(site);
    const before = shown?.slice(0, 12);
    shown = commit;
    sayOnce(
      paths.some((path) => PROGRAM.test(path))
        ? `Shows ${name}. The program changed with it: run npm ci, and start the hub again.`
        : `Shows ${name}.`,
    );
    for (const old of await readdir(hub.sitesFolder)) {
      if (old !== name && old !== before)
        await rm(join(hub.sitesFolder, old), { recursive: true, force: true });
    }
  };
  const ended = new AbortController();
  const rounds = (async () => {
    await rm(hub.sitesFolder, { recursive: true, force: true });
    shown = await readCommit(content, env);
    while (!ended.signal.aborted) {
      await setTimeout(hub.everyMs, undefined, { signal: ended.signal }).catch(() => undefined);
      if (ended.signal.aborted) return;
      await look().catch((error: unknown) => sayOnce(`Nothing newer is shown: ${String(error)}`));
    }
  })();
  return async () => {
    ended.abort();
    await rounds;
  };
}

/** What a build in a process of its own said when it failed; undefined when it did not. */
async function build(checkout: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const child = spawn(process.execPath, [resolve(checkout, 'scripts/build.ts')], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = await text(child.stderr);
  const code = child.exitCode ?? (await new Promise<number | null>((done) => child.once('exit', done)));
  return code === 0 ? undefined : said;
}
