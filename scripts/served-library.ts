import { readGonePages } from '../src/adapters/git/gone.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseContextFile } from '../src/charts/context-file.ts';
import { buildChartContext, type ChartContext } from '../src/charts/context.ts';
import { libraryFacts } from '../src/collector/take-snapshot.ts';
import { forgetContent, readPages } from '../src/integration/content.ts';
import { urlOf, WORDS_FILE } from '../src/library/addresses.ts';

/**
 * What charts say that the folder of content alone does not know: git's past and the sessions, as they were when the site was
 * built. A site of an older build has none.
 */
async function readBuiltWords(dist: string): Promise<Partial<Pick<ChartContext, 'notes' | 'sessions'>>> {
  const text = await readFile(join(dist, WORDS_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return {};
  const { notes = [], sessions } = parseContextFile(text);
  return { notes, sessions };
}

/** A built site and what of its library the server needs. Reads the content anew, so that what was merged is seen. */
export async function readServed(contentFolder: string, dist: string) {
  forgetContent();
  const { library } = await readPages(contentFolder);
  const gone = await readGonePages(contentFolder, library, process.env);
  return {
    /** Folder of the site. */
    dist,
    company: library.hub.company,
    keepDays: library.hub.usage.keep_days,
    facts: libraryFacts(library, gone),
    context: { ...buildChartContext(library, {}, { gone }), ...(await readBuiltWords(dist)) },
    /** Addresses of assets. */
    pages: new Set(library.assets.map(({ id }) => urlOf(id))),
  };
}
