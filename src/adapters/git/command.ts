import { execFile } from 'node:child_process';

/** Runs git in the content folder and gives what it wrote. Undefined when it fails, or is not there; never rejects. */
export type Git = (args: readonly string[], input?: string) => Promise<Buffer | undefined>;

/** Where a hook of git runs the check, these would lead git to another place than the folder's own checkout. */
const LEADS_ASTRAY = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

export function createGit(folder: string, given: Record<string, string | undefined>): Git {
  const env = { ...given, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  for (const name of LEADS_ASTRAY) Reflect.deleteProperty(env, name);
  return (args, input = '') =>
    new Promise((done) => {
      const options = { env, encoding: 'buffer', maxBuffer: Number.POSITIVE_INFINITY } as const;
      const child = execFile('git', ['-C', folder, ...args], options, (error, out) =>
        done(error === null ? out : undefined),
      );
      // Git may stop before it has read everything; its exit code says so.
      child.stdin?.on('error', () => undefined).end(input);
    });
}

/**
 * The bytes of objects in the order of their names, undefined for those that are not in this clone; undefined where git
 * cannot be asked. Git answers each with a line `oid blob size`, its bytes and a line break, or with a line that says it
 * is missing (git-scm.com, "git-cat-file", Batch output). A name that holds a line break would shift all behind it (`-Z`
 * came with git 2.42 only): such a one is asked for alone.
 */
export async function readObjects(
  git: Git,
  names: readonly string[],
): Promise<(Buffer | undefined)[] | undefined> {
  const onOneLine = names.filter((name) => !name.includes('\n'));
  const answer = await git(['cat-file', '--batch'], onOneLine.map((name) => `${name}\n`).join(''));
  if (answer === undefined) return undefined;
  let at = 0;
  const objects = onOneLine.map(() => {
    const end = answer.indexOf('\n', at);
    const size = / blob (\d+)$/.exec(answer.toString('latin1', at, end))?.[1];
    at = end + 1;
    if (size === undefined) return undefined;
    const from = at;
    at = from + Number(size) + 1;
    return answer.subarray(from, at - 1);
  });
  return Promise.all(
    names.map((name) => (name.includes('\n') ? git(['cat-file', 'blob', name]) : objects.shift())),
  );
}
