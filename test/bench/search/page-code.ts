/** The bytes of code that a page loads once somebody wants to search. */
import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Rolldown } from 'vite';
import type { Engine } from './engines/engine.ts';
import { sentBytes } from './sent-bytes.ts';

/** The built site of a hub, and the folder in which the index of the engine lies. */
export interface CodePlaces {
  hubDist: string;
  indexFolder: string;
}

/** Brotli bytes of an engine's code: for peers the library alone, for the hub its whole palette with styles and worker. */
export async function measureCode({ code }: Engine, { hubDist, indexFolder }: CodePlaces): Promise<number> {
  if (code === 'palette') return measurePalette(hubDist);
  if ('modules' in code) return sentBytes(Buffer.from(await bundle(code.modules)));
  const sizes = await Promise.all(
    code.files.map(async (file) => sentBytes(await readFile(join(indexFolder, file)))),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function bundle(text: string): Promise<string> {
  const entry = 'page-of-a-peer.js';
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    plugins: [
      {
        name: 'page',
        resolveId: (id: string) => (id.endsWith(entry) ? `\0${entry}` : undefined),
        load: (id: string) => (id === `\0${entry}` ? text : undefined),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: 'page' },
    },
  })) as Rolldown.RolldownOutput[];
  return built
    .flatMap(({ output }) => output)
    .map((part) => (part.type === 'chunk' ? part.code : ''))
    .join('');
}

/** What `palette-loader` brings: the palette and the worker with all that they import and the page has not yet, and styles. */
async function measurePalette(dist: string): Promise<number> {
  const folder = join(dist, '_hub');
  const names = await readdir(folder);
  const page = await readFile(join(dist, 'index.html'), 'utf8');
  const loaded = new Set<string>();
  const follow = async (name: string): Promise<string[]> => {
    if (loaded.has(name)) return [];
    loaded.add(name);
    const text = await readFile(join(folder, name), 'utf8');
    const imported = [...text.matchAll(/\b(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(
      (match) => match[1] ?? '',
    );
    const below: string[] = [name];
    for (const one of imported) below.push(...(await follow(one)));
    return below;
  };
  for (const [, script = ''] of page.matchAll(/<script[^>]+src="([^"]+)"/g)) await follow(basename(script));
  const wanted = names.filter((name) => /^(?:palette\.|search-worker-).*\.(?:js|css)$/.test(name));
  const parts = (
    await Promise.all(wanted.map((name) => (name.endsWith('.css') ? [name] : follow(name))))
  ).flat();
  const sizes = await Promise.all(parts.map(async (name) => sentBytes(await readFile(join(folder, name)))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
