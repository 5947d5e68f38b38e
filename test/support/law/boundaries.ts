import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { importsOf } from './imports.ts';
import type { CodeMap } from './map.ts';
import type { CodeFile } from './source-files.ts';

/** The room of a file: its folder below `src`, `scripts`, or for a file right in `src` the row of its name, else `pages`. */
export function roomOf(path: string, map: CodeMap): string {
  const [top = '', second = '', third] = path.split('/');
  if (top !== 'src') return top;
  if (third !== undefined) return second;
  return map.laws.has(second) ? second : 'pages';
}

/** Every import that the map does not allow, as `path:line sentence`. */
export function checkImports(files: readonly CodeFile[], map: CodeMap): string[] {
  const problems: string[] = [];
  for (const file of files) {
    const room = roomOf(file.path, map);
    const law = map.laws.get(room);
    if (law === undefined) {
      problems.push(`${file.path}:1 lies in the room "${room}", which src/README.md does not have`);
      continue;
    }
    for (const { specifier, line } of importsOf(file)) {
      const target = resolveImport(file.path, specifier);
      if (target.kind === 'package') {
        if (!law.packages.includes(target.name)) {
          problems.push(`${file.path}:${String(line)} ${room} may not import the package ${target.name}`);
        }
        continue;
      }
      if (!target.path.startsWith('src/') && !target.path.startsWith('scripts/')) continue;
      const other = roomOf(target.path, map);
      if (other !== room && !law.rooms.includes(other)) {
        problems.push(`${file.path}:${String(line)} ${room} may not import ${other}`);
      }
    }
  }
  return problems;
}

/** Every import of one of the packages outside the only folder that may have them, as `path:line sentence`. */
export function checkOnlyIn(
  folder: string,
  packages: readonly string[],
  files: readonly CodeFile[],
): string[] {
  return files
    .filter(({ path }) => !path.startsWith(`${folder}/`))
    .flatMap((file) =>
      importsOf(file).flatMap(({ specifier, line }) => {
        const target = resolveImport(file.path, specifier);
        return target.kind === 'package' && packages.includes(target.name)
          ? [`${file.path}:${String(line)} ${target.name} is for ${folder} alone`]
          : [];
      }),
    );
}

/** What is wrong with the map itself: rooms named once only, folders that are not there, packages nobody declares. */
export function checkMap(
  map: CodeMap,
  folders: { inSrc: readonly string[]; declaredPackages: ReadonlySet<string> },
): string[] {
  const problems: string[] = [];
  const rooms = [...map.laws.keys()].filter((room) => room !== 'scripts' && !room.includes('.'));
  for (const room of new Set([...rooms, ...map.explained])) {
    if (!map.explained.includes(room)) problems.push(`the room "${room}" is not explained`);
    if (!map.laws.has(room)) problems.push(`the room "${room}" has no import law`);
    if (!folders.inSrc.includes(room)) problems.push(`the map has "${room}", but there is no src/${room}`);
  }
  for (const folder of folders.inSrc) {
    if (!map.laws.has(folder)) problems.push(`src/${folder} is not on the map`);
  }
  for (const [room, law] of map.laws) {
    for (const other of law.rooms.filter((name) => !map.laws.has(name))) {
      problems.push(`"${room}" may import "${other}", which is no room`);
    }
    for (const name of law.packages) {
      if (name !== 'node' && !folders.declaredPackages.has(name)) {
        problems.push(`"${room}" may import ${name}, which package.json does not declare`);
      }
    }
  }
  return problems;
}

/** Import cycles among files, each as `a → b → a`; types that need each other stand in one file. */
export function checkCycles(files: readonly CodeFile[]): string[] {
  const graph = new Map<string, string[]>();
  for (const file of files) {
    const targets = importsOf(file)
      .map((one) => resolveImport(file.path, one.specifier))
      .flatMap((target) => (target.kind === 'file' ? [target.path] : []));
    graph.set(file.path, targets);
  }
  const problems: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt !== -1) {
      problems.push([...trail.slice(seenAt), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return problems;
}

type Target = { kind: 'file'; path: string } | { kind: 'package'; name: string };

/** Where a specifier leads. `node` stands for all of Node's modules and `astro` for Astro's virtual ones. */
function resolveImport(from: string, specifier: string): Target {
  const bare = specifier.replace(/[?#].*$/, '');
  if (bare.startsWith('.')) return { kind: 'file', path: posix.join(posix.dirname(from), bare) };
  if (bare.startsWith('/')) return { kind: 'file', path: bare.slice(1) };
  if (bare.startsWith('node:') || isBuiltin(bare)) return { kind: 'package', name: 'node' };
  if (bare.startsWith('astro:')) return { kind: 'package', name: 'astro' };
  const parts = bare.split('/');
  return { kind: 'package', name: parts.slice(0, bare.startsWith('@') ? 2 : 1).join('/') };
}
