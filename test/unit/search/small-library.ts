import { buildIndexFiles } from '../../../src/search/build/build-index.ts';
import type { IndexOptions } from '../../../src/search/build/build-index.ts';
import type { SearchDocument } from '../../../src/search/document.ts';
import type { OpenedIndex } from '../../../src/search/query/open-index.ts';
import { openIndex } from '../../../src/search/query/open-index.ts';

export type SketchedDocument = Partial<Omit<SearchDocument, 'facets'>> & {
  title: string;
  /** Text before the first heading. */
  text?: string;
  facets?: Partial<SearchDocument['facets']>;
};

/** A document of which only what a test is about is written down. */
export function document({ text = '', facets = {}, ...given }: SketchedDocument): SearchDocument {
  const id = given.id ?? given.title.toLowerCase().replaceAll(' ', '-');
  return {
    id,
    path: `collateral/${id}.md`,
    url: `/collateral/${id}/`,
    kind: 'collateral',
    kindLabel: 'Collateral',
    aliases: [],
    benefit: '',
    summary: '',
    freshness: {},
    revision: 'abcdefghijkl',
    internal: false,
    ...given,
    facets: {
      kind: [given.kind ?? 'collateral'],
      product: [],
      stage: [],
      persona: [],
      industry: [],
      competitor: [],
      region: [],
      format: [],
      folder: [],
      language: [],
      ...facets,
    },
    sections: [{ slug: '', heading: '', text }, ...(given.sections ?? [])],
  };
}

/** An index in memory, and the names of the files that were read from it. */
export async function openSmallIndex(
  documents: readonly SketchedDocument[],
  options: IndexOptions = { synonyms: [] },
): Promise<OpenedIndex & { filesRead: string[] }> {
  const files = new Map(
    buildIndexFiles(documents.map(document), options).map(({ name, bytes }) => [name, bytes]),
  );
  const filesRead: string[] = [];
  const index = await openIndex(async (name) => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Error(`no file ${name}`);
    filesRead.push(name);
    return bytes;
  });
  return { ...index, filesRead };
}

/** The ids found, best first. */
export async function found(index: OpenedIndex, typed: string): Promise<string[]> {
  return (await index.search(typed, { limit: 50 })).hits.map(({ id }) => id);
}
