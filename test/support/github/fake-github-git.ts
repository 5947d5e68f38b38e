import { createHash } from 'node:crypto';

/** An entry of a tree as git keeps it: the name inside that tree alone. */
export interface TreeEntry {
  name: string;
  mode: string;
  sha: string;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  message: string;
  author: string;
  /** ISO time of author and committer. */
  date: string;
}

/** What happened to a path between two trees. */
export interface FileChange {
  path: string;
  status: 'added' | 'removed' | 'modified';
  sha: string;
  additions: number;
  deletions: number;
  /** Absent for binaries, as on GitHub. */
  patch?: string;
}

/** A blob or a taking away, by path, for a tree to be made. */
export interface TreeFields {
  path: string;
  mode: string;
  sha: string | null;
}

/** Objects as git stores them, with git's own names (SHA-1 of type, length and content). */
export function createGitObjects() {
  const blobs = new Map<string, Buffer>();
  const trees = new Map<string, TreeEntry[]>();
  const commits = new Map<string, Commit>();

  function putBlob(bytes: Buffer): string {
    const sha = hashObject('blob', bytes);
    blobs.set(sha, bytes);
    return sha;
  }

  function putTree(entries: readonly TreeEntry[]): string {
    // Git sorts folders as if their names ended with a slash.
    const key = ({ name, mode }: TreeEntry) => Buffer.from(mode === '040000' ? `${name}/` : name);
    const sorted = [...entries].sort((a, b) => Buffer.compare(key(a), key(b)));
    const sha = hashObject(
      'tree',
      Buffer.concat(
        sorted.flatMap(({ name, mode, sha }) => [
          Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
          Buffer.from(sha, 'hex'),
        ]),
      ),
    );
    trees.set(sha, sorted);
    return sha;
  }

  function putCommit(given: Omit<Commit, 'sha'>): string {
    const seconds = String(Math.floor(Date.parse(given.date) / 1000));
    const who = `${given.author} <${given.author}@users.noreply.github.com> ${seconds} +0000`;
    const text = [
      `tree ${given.tree}`,
      ...given.parents.map((parent) => `parent ${parent}`),
      `author ${who}`,
      `committer ${who}`,
      '',
      given.message,
    ].join('\n');
    const sha = hashObject('commit', Buffer.from(text));
    commits.set(sha, { ...given, sha });
    return sha;
  }

  /** All files of a tree by path. */
  function listFiles(tree: string, below = ''): Map<string, { mode: string; sha: string }> {
    const files = new Map<string, { mode: string; sha: string }>();
    for (const { name, mode, sha } of trees.get(tree) ?? []) {
      if (mode !== '040000') files.set(below + name, { mode, sha });
      else for (const [path, file] of listFiles(sha, `${below}${name}/`)) files.set(path, file);
    }
    return files;
  }

  /** The tree of all these files. */
  function putFiles(files: ReadonlyMap<string, { mode: string; sha: string }>): string {
    const here: TreeEntry[] = [];
    const folders = new Map<string, Map<string, { mode: string; sha: string }>>();
    for (const [path, file] of files) {
      const slash = path.indexOf('/');
      if (slash === -1) here.push({ name: path, ...file });
      else {
        const folder = path.slice(0, slash);
        const inner = folders.get(folder) ?? new Map<string, { mode: string; sha: string }>();
        folders.set(folder, inner.set(path.slice(slash + 1), file));
      }
    }
    for (const [name, inner] of folders) here.push({ name, mode: '040000', sha: putFiles(inner) });
    return putTree(here);
  }

  /** A tree with changes made to it. A file that stands where a folder must be is replaced, as GitHub does. */
  function changeTree(base: string | undefined, wishes: readonly TreeFields[]): string {
    const files = base === undefined ? new Map<string, { mode: string; sha: string }>() : listFiles(base);
    for (const { path, mode, sha } of wishes) {
      if (sha === null) files.delete(path);
      else if (mode === '040000')
        for (const [inner, file] of listFiles(sha)) files.set(`${path}/${inner}`, file);
      else {
        const parts = path.split('/');
        for (let depth = 1; depth < parts.length; depth++) files.delete(parts.slice(0, depth).join('/'));
        files.set(path, { mode, sha });
      }
    }
    return putFiles(files);
  }

  /** A commit and all before it, nearest first. */
  function history(from: string): Commit[] {
    const found: Commit[] = [];
    const seen = new Set<string>();
    const waiting = [from];
    for (let sha = waiting.shift(); sha !== undefined; sha = waiting.shift()) {
      const commit = commits.get(sha);
      if (commit === undefined || seen.has(sha)) continue;
      seen.add(sha);
      found.push(commit);
      waiting.push(...commit.parents);
    }
    return found;
  }

  function mergeBase(a: string, b: string): string | undefined {
    const ours = new Set(history(a).map(({ sha }) => sha));
    return history(b).find(({ sha }) => ours.has(sha))?.sha;
  }

  const contentOf = (sha: string | undefined): Buffer =>
    (sha === undefined ? undefined : blobs.get(sha)) ?? Buffer.alloc(0);

  function changes(from: string | undefined, to: string): FileChange[] {
    const before = from === undefined ? new Map<string, { mode: string; sha: string }>() : listFiles(from);
    const after = listFiles(to);
    return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path): FileChange[] => {
      const [was, is] = [before.get(path)?.sha, after.get(path)?.sha];
      if (was === is) return [];
      const status = was === undefined ? 'added' : is === undefined ? 'removed' : 'modified';
      return [{ path, status, sha: is ?? was ?? '', ...buildPatch(contentOf(was), contentOf(is)) }];
    });
  }

  return {
    blobs,
    trees,
    commits,
    putBlob,
    putTree,
    putCommit,
    listFiles,
    changeTree,
    history,
    mergeBase,
    changes,
  };
}

export type GitObjects = ReturnType<typeof createGitObjects>;

function hashObject(type: 'blob' | 'tree' | 'commit', content: Buffer): string {
  return createHash('sha1')
    .update(`${type} ${String(content.length)}\0`)
    .update(content)
    .digest('hex');
}

/** One hunk around everything that differs: coarser than git's, with git's meaning. */
function buildPatch(was: Buffer, is: Buffer): Pick<FileChange, 'additions' | 'deletions' | 'patch'> {
  if (was.includes(0) || is.includes(0)) return { additions: 0, deletions: 0 };
  const [before, after] = [linesOf(was), linesOf(is)];
  let top = 0;
  while (top < before.length && top < after.length && before[top] === after[top]) top++;
  let end = 0;
  while (end < before.length - top && end < after.length - top && before.at(-1 - end) === after.at(-1 - end))
    end++;
  const [gone, come] = [before.slice(top, before.length - end), after.slice(top, after.length - end)];
  const first = Math.max(0, top - 3);
  const around = before.slice(first, top).map((line) => ` ${line}`);
  const behind = before.slice(before.length - end, before.length - end + 3).map((line) => ` ${line}`);
  const range = (many: number) => `${String(many === 0 ? 0 : first + 1)},${String(many)}`;
  const shared = around.length + behind.length;
  return {
    additions: come.length,
    deletions: gone.length,
    patch: [
      `@@ -${range(gone.length + shared)} +${range(come.length + shared)} @@`,
      ...around,
      ...gone.map((line) => `-${line}`),
      ...come.map((line) => `+${line}`),
      ...behind,
    ].join('\n'),
  };
}

function linesOf(bytes: Buffer): string[] {
  return bytes.length === 0 ? [] : bytes.toString().replace(/\n$/, '').split('\n');
}
