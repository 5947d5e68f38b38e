import type { Asset } from '../../library/asset.ts';
import type { Day } from '../../library/dates.ts';
import type { NoteKind, TimeNote } from '../../usage/time-notes.ts';
import type { FactVersion } from './fact-history.ts';
import type { ContentHistory } from './history.ts';

/** What is known of the past of a hub's content. */
interface Past {
  assets: readonly Pick<Asset, 'path' | 'data' | 'facts'>[];
  history: ContentHistory | undefined;
  /** Newest first. */
  factVersions: readonly FactVersion[];
}

type Dated = Pick<TimeNote, 'on' | 'kind' | 'product' | 'says'>;

const productOf = ({ data }: Pick<Asset, 'data'>): string => data.products[0] ?? '';

/** The days on which pages came and changed, by what they say themselves and by git. */
function* notesOfPages({ assets, history }: Past): Generator<Dated> {
  for (const asset of assets) {
    const { published, launch, title } = asset.data;
    const product = productOf(asset);
    const note = (kind: NoteKind, on: Day): Dated => ({ on, kind, product, says: title });
    if (published !== undefined) yield note(launch === 'major' ? 'launch' : 'new', published);
    const versions = history?.byPath.get(asset.path) ?? [];
    // The first version is where the page came from; where the past is not whole that cannot be told.
    const changes = history?.isWhole === true ? versions.slice(0, -1) : versions;
    for (const on of new Set(changes.map(({ day }) => day))) if (on !== published) yield note('changed', on);
  }
}

/** The days on which a fact of hub.yaml came to say something else, for each product whose pages show it. */
function* notesOfFacts({ assets, factVersions }: Past): Generator<Dated> {
  for (const [at, { version, facts }] of factVersions.entries()) {
    const before = new Map(factVersions[at + 1]?.facts.map(({ id, says }) => [id, says]));
    for (const { id, says } of facts) {
      const was = before.get(id);
      if (was === undefined || was === says) continue;
      const shown = assets.filter((asset) => asset.facts.some(({ fact }) => fact === id));
      const products = shown.length === 0 ? [''] : [...new Set(shown.map(productOf))];
      for (const product of products)
        yield {
          on: version.day,
          kind: 'price',
          product,
          says: `${id.replaceAll('-', ' ')} from ${was} to ${says}`,
        };
    }
  }
}

/**
 * What happened on which day to the pages about each product since a day, oldest first: prices and other facts that changed,
 * launches, new pages, changes. Pages of one day, kind and product are one note.
 */
export function buildTimeNotes(past: Past, since: Day): TimeNote[] {
  const byKey = new Map<string, TimeNote>();
  for (const note of [...notesOfFacts(past), ...notesOfPages(past)]) {
    if (note.on < since) continue;
    const own = note.kind === 'price' ? note.says : '';
    const key = [note.on, note.kind, note.product, own].join('|');
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? { ...note, pages: 1 } : { ...known, pages: known.pages + 1 });
  }
  return [...byKey.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}
