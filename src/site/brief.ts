import type { BriefTerms } from '../reader/brief/brief-choice.ts';
import { buildCommonFile, buildRivalFile, renderBriefFile } from '../reader/brief/brief-files.ts';
import { buildBriefCards, buildBriefAssets } from '../reader/brief/brief-sources.ts';
import { collectSite } from './site.ts';

/** What the page of briefs is made from. */
export interface BriefSite {
  terms: BriefTerms;
  /** The file of the assets for any rival. */
  common: { name: string; text: string };
  /** The file of each rival that has one. */
  rivals: ReadonlyMap<string, { name: string; text: string }>;
}

let collected: Promise<BriefSite> | undefined;

/** The files of briefs, made once for a build (and anew for each request in dev). */
export function collectBrief(): Promise<BriefSite> {
  if (import.meta.env.DEV) return collect();
  collected ??= collect();
  return collected;
}

async function collect(): Promise<BriefSite> {
  const { hub, library, people, heardBy, today } = await collectSite();
  const field = { people, heardBy };
  const terms: BriefTerms = {
    competitor: hub.competitors,
    stage: hub.stages,
    persona: hub.personas,
    industry: hub.industries,
  };
  const cards = buildBriefCards(library.assets, hub, field);
  const assets = buildBriefAssets(library.assets, hub, field);
  const rivals = new Map<string, { name: string; text: string }>();
  for (const { id } of hub.competitors) {
    const file = buildRivalFile(id, cards, assets, terms, today);
    if (file !== undefined) rivals.set(id, renderBriefFile(id, file));
  }
  return { terms, common: renderBriefFile('all', buildCommonFile(assets, terms, today)), rivals };
}
