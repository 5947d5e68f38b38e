import { join } from 'node:path';
import { readDepth } from '../adapters/git/history.ts';
import { pictureNotes } from '../files/picture-notes.ts';
import { checkHostLimits } from '../hosting/host-limits.ts';
import { CODE_PREFIX, urlOf } from '../library/addresses.ts';
import { drawnFiles } from '../library/attachments.ts';
import type { Library } from '../library/library.ts';
import { dayIn } from '../library/time-zone.ts';
import { buildLibraryIndex } from '../search/build/library-index.ts';
import { writeAgentFiles } from './agent-files.ts';
import { recordBuild, removeOthers, type EarlierBuild } from './earlier-build.ts';
import { writeHostFiles } from './host-headers.ts';
import { writeMovedPages } from './moved-pages.ts';
import { writeOfflineKit } from './offline.ts';
import { writePictureFiles } from './picture-files.ts';
import type { RenderedFile } from './rendered-files.ts';
import { checkSearchBudget } from './search-budget.ts';
import { writeSearchFiles } from './search-files.ts';
import type { SiteCode } from './site-code.ts';
import { copyMedia, pathOfUrl, readPublicFiles } from './site-files.ts';

/** Where a build reads and writes; paths. */
export interface BuildFolders {
  content: string;
  /** What is served as it lies there. */
  public: string;
  site: string;
  /** For what a build leaves to the next one. */
  cache: string;
}

/** What a build says when pages know less of their past than there may be. */
const SHORT_OF_HISTORY = {
  none: 'There is no git history here: pages do not say who changed them, and feeds go by the days in front matter.',
  shallow:
    'This copy of the repository is shallow: pages and feeds know its last changes alone. Fetch all of it (git fetch --unshallow; fetch-depth: 0 for actions/checkout).',
};

/**
 * Adds to rendered pages what makes a site of them (search, media, offline kit), takes away what is not of it, and leaves a
 * record for the next build. Throws a UserError when search or what devices keep is too heavy.
 */
export async function finishSite(
  folders: BuildFolders,
  {
    library,
    rendered,
    scripts,
    code,
    earlier,
  }: {
    library: Library;
    rendered: RenderedFile[];
    scripts: SiteCode;
    /** Names what pages are made with. */
    code: string;
    /** What was left in the folder of the site, which is empty but for the new pages otherwise. */
    earlier?: EarlierBuild | undefined;
  },
  warn: (sentence: string) => void,
): Promise<void> {
  const index = buildLibraryIndex(library);
  const search = writeSearchFiles(folders.site, index, earlier);
  const depth = await readDepth(folders.content, process.env);
  if (depth !== 'whole') warn(SHORT_OF_HISTORY[depth]);
  const media = await copyMedia(folders.content, library.otherFiles, folders.site);
  const pictures = await writePictureFiles(folders.site, library, process.env);
  for (const note of pictureNotes(drawnFiles(library))) warn(note);
  await checkSearchBudget(
    join(folders.site, CODE_PREFIX),
    index,
    library.assets.map(({ data }) => data.title),
  );
  // Where not all fit, what somebody stood behind last comes first.
  const reviewed = new Map(library.assets.map(({ id, data }) => [urlOf(id), data.reviewed ?? '']));
  const standing = (url: string) => reviewed.get(url) ?? '';
  const { files: movedPages, moved } = writeMovedPages(folders.site, library);
  const today = dayIn(library.hub.company.time_zone, Date.now());
  const forAgents = writeAgentFiles(folders.site, library, { today, rendered, earlier });
  const files = [
    ...rendered,
    ...forAgents,
    ...media,
    ...pictures,
    ...search,
    ...movedPages,
    ...(await readPublicFiles(folders.public)),
    ...scripts.files,
  ];
  const kit = await writeOfflineKit(folders.site, files, scripts.worker, (first, second) =>
    standing(second).localeCompare(standing(first)),
  );
  for (const note of kit.notes) warn(note);
  const host = await writeHostFiles(folders.site, { rendered, search, moved });
  for (const warning of [...host.warnings, ...checkHostLimits(files)]) warn(warning);
  if (earlier !== undefined) {
    const made = [...files, ...scripts.packed].map(({ url }) => pathOfUrl(folders.site, url));
    removeOthers(folders.site, new Set([...made, ...kit.written, ...host.written]));
  }
  const kept = [...rendered, ...forAgents];
  await recordBuild(folders.cache, { site: folders.site, code, rendered: kept, search, scripts });
}
