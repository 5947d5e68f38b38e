import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { AstroIntegrationLogger, HookParameters } from 'astro';
import { openCodeCache } from '../adapters/code-cache.ts';
import { readPicture } from '../adapters/pictures/draw-attachments.ts';
import { createMiddleware, type Handler } from '../collector/middleware.ts';
import { placeOf } from '../library/content-tree.ts';
import { MEDIA_PREFIX, PICTURES_PREFIX, SEARCH_PREFIX } from '../library/addresses.ts';
import { isServed } from '../library/media.ts';
import { dayIn } from '../library/time-zone.ts';
import { buildLibraryIndex } from '../search/build/library-index.ts';
import { renderTwinAt } from './agent-files.ts';
import { forgetContent, readContent } from './content.ts';
import { warnOfFindings } from './findings-warning.ts';

type DevServer = HookParameters<'astro:server:setup'>['server'];

const CONTENT_TYPES: Record<string, string> = {
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
};

/** Shows every change of the content at once, and serves what a build would write beside pages: search index and media. */
export function serveContent(server: DevServer, folder: string, logger: AstroIntegrationLogger): void {
  let index: Promise<Map<string, Uint8Array>> | undefined;
  const warn = () =>
    readContent(folder).then(
      (content) => warnOfFindings(content, logger),
      (error: unknown) => logger.error(String(error)),
    );
  server.watcher.add(folder);
  server.watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir' || !path.startsWith(folder)) return;
    index = undefined;
    forgetContent();
    // Pages in dev have copies of all modules, and with them of what was read; the page that somebody looks at starts anew.
    for (const environment of Object.values(server.environments)) {
      (environment as { runner?: { clearCache(): void } }).runner?.clearCache();
      environment.hot.send({ type: 'full-reload' });
    }
    void warn();
  });
  void warn();
  const readIndex = () => {
    index ??= readContent(folder).then(
      ({ library }) => new Map(buildLibraryIndex(library).map((file) => [file.name, file.bytes])),
    );
    return index;
  };
  const serveFiles: Handler = async ({ url }) => {
    const path = decodeURIComponent(new URL(url).pathname);
    const bytes = path.startsWith(SEARCH_PREFIX)
      ? (await readIndex()).get(path.slice(SEARCH_PREFIX.length))
      : path.startsWith(PICTURES_PREFIX)
        ? await readPicture(openCodeCache(process.env), path.slice(PICTURES_PREFIX.length))
        : ((await readMedia(folder, path)) ?? (await readTwin(folder, path)));
    if (bytes === undefined) return undefined;
    return new Response(new Uint8Array(bytes), {
      headers: { 'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream' },
    });
  };
  const answer = createMiddleware([serveFiles], (error) => logger.error(String(error)));
  // Only readers are answered here: whoever reads the body of an event takes it from the collector behind.
  server.middlewares.use((incoming, outgoing, next) =>
    incoming.method === 'GET' ? answer(incoming, outgoing, next) : next(),
  );
}

async function readTwin(folder: string, path: string): Promise<Uint8Array | undefined> {
  if (!path.endsWith('.md')) return undefined;
  const { library } = await readContent(folder);
  const text = renderTwinAt(path, library, dayIn(library.hub.company.time_zone, Date.now()));
  return text === undefined ? undefined : new TextEncoder().encode(text);
}

async function readMedia(folder: string, path: string): Promise<Uint8Array | undefined> {
  const media = path.slice(MEDIA_PREFIX.length);
  if (!path.startsWith(MEDIA_PREFIX) || !isServed(media) || media.split('/').includes('..')) return undefined;
  if (placeOf(media).is !== 'other') return undefined;
  return readFile(join(folder, media)).catch(() => undefined);
}
