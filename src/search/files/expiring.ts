/**
 * Sections that may not be a reason to find anything after a day, such as claims that nobody has seen again since. They stand
 * in a file of their own that is fetched from the day on which the first of them has passed: until then it costs a search
 * one date in the manifest.
 */
import type { OpenedFiles } from './opened-files.ts';
import { NO_SECTION } from './postings.ts';
import type { Postings, TermShard } from './term-shard.ts';

/** Of the postings those whose word stands in something that still holds; undefined when there is none. */
function holding(postings: Postings, expired: Expired): Postings | undefined {
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

/** Whether anything has passed by a day. */
export function passesBy({ manifest: { firstUntil } }: OpenedFiles, today: string): boolean {
  return firstUntil !== undefined && firstUntil < today;
}

/**
 * The same files as they are to be searched on the day `today`: a word that stands only in what has passed finds nothing. The
 * index names a lasting section for a word wherever there is one. Not for places: those go by the number of a posting.
 */
export function leaveOutExpired(files: OpenedFiles, today: string): OpenedFiles {
  if (!passesBy(files, today)) return files;
  let expired: Promise<Expired> | undefined;
  // Asked for beside the shards and not before them: on a slow line that is one round trip less.
  const holdingIn = async (asked: Promise<TermShard>): Promise<TermShard> => {
    expired ??= readExpired(files, today);
    const [shard, passed] = await Promise.all([asked, expired]);
    return {
      ...shard,
      postings(term) {
        const postings = shard.postings(term);
        return postings === undefined ? undefined : holding(postings, passed);
      },
    };
  };
  return {
    ...files,
    shard: (number) => holdingIn(files.shard(number)),
    shardOfWord: (word) => holdingIn(files.shardOfWord(word)),
    beginnings(beginning) {
      const asked = files.beginnings(beginning);
      if (asked === undefined) return undefined;
      const shard = holdingIn(asked.then((begin) => begin.shard));
      return Promise.all([asked, shard]).then(([{ known }, held]) => ({ known, shard: held }));
    },
  };
}

type Expired = ReadonlyMap<number, ReadonlySet<number>>;

/** Sections that have passed, by document. */
async function readExpired(files: OpenedFiles, today: string): Promise<Expired> {
  const expired = new Map<number, Set<number>>();
  for (const [until, document, section] of await files.expiring()) {
    if (until >= today) break;
    expired.set(document, (expired.get(document) ?? new Set()).add(section));
  }
  return expired;
}
