import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeAgentFiles } from '../../src/integration/agent-files.ts';
import { CHANGES_FILE, fillAddress, SEARCH_PREFIX } from '../../src/library/addresses.ts';
import type { Library } from '../../src/library/library.ts';
import { fileRoutes } from '../../src/library/routes.ts';
import type { BriefTerms } from '../../src/reader/brief/brief-choice.ts';
import { buildCommonFile, buildRivalFile, renderBriefFile } from '../../src/reader/brief/brief-files.ts';
import { buildBriefAssets, buildBriefCards } from '../../src/reader/brief/brief-sources.ts';
import type { AssetChanges } from '../../src/reader/visits/changes.ts';
import { buildLibraryIndex } from '../../src/search/build/library-index.ts';

/** What a build leaves of a library for agents, without its pages, in a folder of its own. */
export interface AgentFiles {
  dist: string;
  remove: () => Promise<void>;
}

/** @param changes what changed lately in some assets, by id */
export async function writeHubForAgents(
  library: Library,
  today: string,
  changes: Readonly<Record<string, AssetChanges>> = {},
): Promise<AgentFiles> {
  const dist = await mkdtemp(join(tmpdir(), 'hub-agents-'));
  const write = async (address: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(dist, address)), { recursive: true });
    await writeFile(join(dist, address), content);
  };
  writeAgentFiles(dist, library, { today, rendered: [] });
  for (const { name, bytes } of buildLibraryIndex(library)) await write(SEARCH_PREFIX + name, bytes);
  for (const { name, text } of briefFiles(library, today))
    await write(fillAddress(fileRoutes.brief.address, name), text);
  for (const [id, one] of Object.entries(changes))
    await write(fillAddress(CHANGES_FILE, id), JSON.stringify(one));
  return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}

function briefFiles({ hub, assets }: Library, today: string): { name: string; text: string }[] {
  const field = { people: new Map<string, number>(), heardBy: () => undefined };
  const terms: BriefTerms = {
    competitor: hub.competitors,
    stage: hub.stages,
    persona: hub.personas,
    industry: hub.industries,
  };
  const cards = buildBriefCards(assets, hub, field);
  const whole = buildBriefAssets(assets, hub, field);
  const rivals = hub.competitors.flatMap(({ id }) => {
    const file = buildRivalFile(id, cards, whole, terms, today);
    return file === undefined ? [] : [renderBriefFile(id, file)];
  });
  return [renderBriefFile('all', buildCommonFile(whole, terms, today)), ...rivals];
}
