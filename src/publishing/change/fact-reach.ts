import type { Asset } from '../../library/asset.ts';
import { claimsOf, kitOf } from '../../library/kinds/asset-data.ts';
import type { Library } from '../../library/library.ts';
import type { ChangeReport } from './report.ts';

export type FactChange = ChangeReport['facts'][number];
type Shown = FactChange['shown'][number];
type Kit = FactChange['kits'][number];
type Written = FactChange['written'][number];

/** Shorter words stand everywhere by chance. */
const LEAST_WRITTEN = 3;

type Facts = Pick<Library, 'hub' | 'assets'>;

/**
 * Facts that say something else than on the base branch, or are gone, with everything that shows them: assets, claims in
 * them, kits that use these assets; and places that write the old words themselves. Most used first.
 *
 * @param reps how many reps used an asset, where that is known
 */
export function buildFactChanges(now: Facts, before: Facts, reps: ReadonlyMap<string, number>): FactChange[] {
  const today = new Map(now.hub.facts.map((fact) => [fact.id, fact.says]));
  return before.hub.facts
    .filter(({ id, says }) => today.get(id) !== says)
    .map(({ id, says }) => {
      const value = today.get(id) ?? null;
      const shown = buildShown(value === null ? before.assets : now.assets, id, reps);
      const ids = new Set(shown.map(({ asset }) => asset));
      return {
        id,
        was: says,
        now: value,
        pages: shown.length,
        shown,
        kits: mostUsedFirst(now.assets.flatMap((asset) => kitThatUses(asset, ids, reps))),
        written: now.assets.flatMap((asset) => writtenOut(asset, says)),
      };
    });
}

function buildShown(assets: readonly Asset[], fact: string, reps: ReadonlyMap<string, number>): Shown[] {
  return mostUsedFirst(
    assets.flatMap((asset): Shown[] => {
      const uses = asset.facts.filter((use) => use.fact === fact);
      const [first] = uses;
      if (first === undefined) return [];
      const lists = new Set<PropertyKey>(claimsOf(asset).map(({ key }) => key));
      const claims = uses.filter(({ at }) => at !== undefined && lists.has(at[0] ?? '')).length;
      return [{ ...placeOf(asset, first.line), claims, reps: reps.get(asset.id) ?? null }];
    }),
  );
}

function kitThatUses(asset: Asset, shown: ReadonlySet<string>, reps: ReadonlyMap<string, number>): Kit[] {
  const used = kitOf(asset).find(({ id }) => shown.has(id));
  if (used === undefined) return [];
  return [{ ...placeOf(asset, asset.lineOf(used.at)), reps: reps.get(asset.id) ?? null }];
}

/** The first place at which an asset writes some words by itself. What a mark was filled with says the new ones. */
function writtenOut(asset: Asset, words: string): Written[] {
  if (words.length < LEAST_WRITTEN) return [];
  const inData = findValue(asset.data, words, []);
  if (inData !== undefined) return [placeOf(asset, asset.lineOf(inData))];
  const line = asset.body.split('\n').findIndex((text) => says(text, words));
  return line === -1 ? [] : [placeOf(asset, asset.bodyLine + line)];
}

function findValue(value: unknown, words: string, at: readonly PropertyKey[]): PropertyKey[] | undefined {
  if (typeof value === 'string') return says(value, words) ? [...at] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = findValue(inner, words, [...at, Array.isArray(value) ? Number(key) : key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a text holds words as a whole: `€39` stands not in `€399`. */
function says(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const around = [text[at - 1], text[at + words.length]];
    if (!around.some((sign) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign))) return true;
  }
  return false;
}

function placeOf({ id, path, data }: Asset, line: number): Written {
  return { asset: id, title: data.title, path, line };
}

function mostUsedFirst<T extends { reps: number | null; title: string }>(list: T[]): T[] {
  return list.sort((a, b) => (b.reps ?? -1) - (a.reps ?? -1) || (a.title < b.title ? -1 : 1));
}
