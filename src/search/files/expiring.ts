/**
 * Sections that may not be a reason to find anything after a day, such as claims that nobody has seen again since. They stand
 * in a file of their own that is fetched from the day on which the first of them has passed: until then it costs a search
 * one date in the manifest.
 */
import type { OpenedFiles } from './opened-files.ts';
import { NO_SECTION } from './postings.ts';
import type { Postings, TermShard } from './term-shard.ts';

/** Of the postings those whose word stands in something that still holds; undefined when there is none. */
function holding(
  postings: Postings,
  expired: ReadonlyMap<number, ReadonlySet<number>>,
): Postings | undefined {
  const { documents, impacts, sections, titles } = postings;
  const holds = (document: number, at: number): boolean =>
    expired.get(document)?.has(sections[at] ?? NO_SECTION) !== true;
  if (documents.every(holds)) return postings;
  const kept = (_: number, at: number): boolean => holds(documents[at] ?? 0, at);
  const left = documents.filter(holds);
  if (left.length === 0) return undefined;
  return {
    ...postings,
    documents: left,
    impacts: impacts.filter(kept),
    sections: sections.filter(kept),
    titles: titles.filter(kept),
  };
}

/**
 * The same files as they are to be searched on the day `today`: a word that stands only in what has passed finds nothing. The
 * index names a lasting section for a word wherever there is one. Not for places: those go by the number of a posting.
 */
export async function leaveOutExpired(files: OpenedFiles, today: string): Promise<OpenedFiles> {
  const { firstUntil } = files.manifest;
  if (firstUntil === undefined || firstUntil >= today) return files;
  const expired = new Map<number, Set<number>>();
  for (const [until, document, section] of await files.expiring()) {
    if (until >= today) break;
    expired.set(document, (expired.get(document) ?? new Set()).add(section));
  }
  const withoutExpired = (shard: TermShard): TermShard => ({
    ...shard,
    postings(term) {
      const postings = shard.postings(term);
      return postings === undefined ? undefined : holding(postings, expired);
    },
  });
  return {
    ...files,
    shard: (number) => files.shard(number).then(withoutExpired),
    shardOfWord: (word) => files.shardOfWord(word).then(withoutExpired),
    beginnings: (beginning) =>
      files.beginnings(beginning)?.then(({ known, shard }) => ({ known, shard: withoutExpired(shard) })),
  };
}
