import type { Library } from '../../library/library.ts';
import { slidesOf } from '../../library/attachments.ts';
import { departmentOfAsset } from '../../library/departments.ts';
import { downloadsOf, linkOf, objectionsOf } from '../../library/kinds/asset-data.ts';
import { objectionId } from '../../library/kinds/objection-id.ts';
import { placeOfLink } from '../../library/link-providers.ts';
import { openLibraryIndex } from '../../search/build/library-index.ts';
import type { DemoSpec } from './demo-events.ts';
import type { DemoSearch } from './demo-visit.ts';
import { demoWords } from './demo-words.ts';
import { searchWords } from '../wire/search-words.ts';

/** What the hub's own search answers to the words that reps would type. */
async function demoSearches(library: Library): Promise<DemoSearch[]> {
  const { hub, assets } = library;
  const index = await openLibraryIndex(library);
  // Competitors are looked up by name; a product's id is its short name, which is what people type.
  const names = [...hub.competitors.map(({ name }) => name), ...hub.products.map(({ id }) => id)];
  const searches: DemoSearch[] = [];
  for (const words of demoWords(
    assets.map(({ data }) => data.title),
    names,
  )) {
    const { total, hits } = await index.search(words, { limit: 3 });
    searches.push({ query: searchWords(words), results: total, hits: hits.map(({ id }) => id) });
  }
  return searches;
}

/** Made-up use of a real library: its own teams, assets, sales calendar, and its own search. */
export async function buildDemoSpec(
  library: Library,
  when: Pick<DemoSpec, 'seed' | 'days' | 'until'>,
): Promise<DemoSpec> {
  return {
    ...when,
    zone: library.hub.company.time_zone,
    teams: library.hub.teams,
    quarterEnds: library.hub.calendar.quarter_ends,
    searches: await demoSearches(library),
    assets: library.assets.map((asset) => ({
      id: asset.id,
      revision: asset.revision,
      kind: asset.kind,
      product: asset.data.products[0] ?? '',
      department: departmentOfAsset(asset, library.hub),
      publishedOn: asset.data.published,
      files: downloadsOf(asset).map(({ file }) => file),
      ...(linkOf(asset) === undefined ? {} : { place: placeOfLink(linkOf(asset) ?? '').name }),
      decks: slidesOf(asset),
      ...(objectionsOf(asset).length === 0
        ? {}
        : { objections: objectionsOf(asset).map(({ heard }) => objectionId(heard)) }),
      ...(asset.kind === 'training' && { steps: asset.data.steps.length }),
    })),
  };
}
