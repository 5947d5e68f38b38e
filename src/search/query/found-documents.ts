/** Typed words → documents: ranked, and marked for counting. What they show is read elsewhere. */
import { readConcepts } from './concepts.ts';
import type { FacetName } from '../document.ts';
import type { FacetChoice, FacetCounts } from '../files/facets.ts';
import { countValues, markDocuments } from '../files/facets.ts';
import { leaveOutExpired } from '../files/expiring.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import { markPhrase } from './phrases.ts';
import { NO_SECTION } from '../files/postings.ts';
import type { Concept, RankedDocument } from './rank.ts';
import { rankDocuments } from './rank.ts';
import type { TypedQuery } from './typed-query.ts';

export interface FoundDocuments {
  /** At least as many as were asked for, if there are so many; best first. */
  ranked: RankedDocument[];
  total: number;
  /** Typed words that no asset has, and quoted phrases that no asset has. */
  missing: string[];
  missingWords: string[];
  corrected: { typed: string; word: string }[];
  /** Of some words only the best documents were looked at. */
  isPartial: boolean;
  /** By a facet that was chosen itself, counts are of what the other facets leave. */
  readCounts(facets: readonly FacetName[]): Promise<FacetCounts>;
}

function both(left: Uint8Array | undefined, right: Uint8Array): Uint8Array {
  return left === undefined ? right : right.map((mark, at) => mark & (left[at] ?? 0));
}

/** Marks of the documents that have every quoted phrase. One that nowhere occurs is reported and left out. */
async function readPhrases(
  files: OpenedFiles,
  query: TypedQuery,
): Promise<{ allowed?: Uint8Array; missing: string[] }> {
  let allowed: Uint8Array | undefined;
  const missing: string[] = [];
  for (const phrase of query.phrases) {
    const marked = await markPhrase(files, phrase);
    if (marked.includes(1)) allowed = both(allowed, marked);
    else missing.push(`"${phrase.map(({ word }) => word).join(' ')}"`);
  }
  return allowed === undefined ? { missing } : { allowed, missing };
}

type FacetMarks = Map<FacetName, Uint8Array>;

async function readFacetMarks(files: OpenedFiles, choice: FacetChoice): Promise<FacetMarks> {
  const marks: FacetMarks = new Map();
  for (const [name, values] of Object.entries(choice) as [FacetName, readonly string[]][]) {
    if (values.length === 0) continue;
    marks.set(name, markDocuments(await files.facet(name), values, files.manifest.documents));
  }
  return marks;
}

function allowedBy(
  marks: FacetMarks,
  allowed: Uint8Array | undefined,
  except?: FacetName,
): Uint8Array | undefined {
  let left = allowed;
  for (const [name, mark] of marks) if (name !== except) left = both(left, mark);
  return left;
}

/** Without words: the documents that the facets leave, in the order of the index; none when nothing was chosen. */
function listDocuments(
  documents: number,
  limit: number,
  allowed: Uint8Array | undefined,
): { ranked: RankedDocument[]; found: Uint8Array; total: number } {
  const found = new Uint8Array(documents).fill(1);
  if (allowed === undefined) return { ranked: [], found, total: 0 };
  const ranked: RankedDocument[] = [];
  let total = 0;
  allowed.forEach((mark, document) => {
    if (mark === 0) return;
    total += 1;
    if (ranked.length < limit)
      ranked.push({ document, score: 0, section: NO_SECTION, matches: [], isTitle: false });
  });
  return { ranked, found, total };
}

const isPartOf = ({ alternatives }: Concept): boolean =>
  alternatives.some(({ postings }) => postings.frequency > postings.documents.length);

/** Finds and ranks what a query asks for, within the chosen facets. No words and no facets find nothing. */
export async function findDocuments(
  files: OpenedFiles,
  query: TypedQuery,
  facets: FacetChoice,
  limit: number,
  today: string,
): Promise<FoundDocuments> {
  const [{ concepts, missing, corrected }, phrases, marks] = await Promise.all([
    leaveOutExpired(files, today).then((holding) => readConcepts(holding, query)),
    readPhrases(files, query),
    readFacetMarks(files, facets),
  ]);
  const { documents } = files.manifest;
  const allowed = allowedBy(marks, phrases.allowed);
  const { ranked, found, total } =
    query.words.length === 0
      ? listDocuments(documents, limit, allowed)
      : rankDocuments(concepts, documents, limit, allowed);
  return {
    ranked,
    total,
    missing: [...missing, ...phrases.missing],
    missingWords: missing,
    corrected,
    isPartial: concepts.some(isPartOf),
    async readCounts(names) {
      const counts: FacetCounts = {};
      for (const name of names) {
        const rest = both(allowedBy(marks, phrases.allowed, name), found);
        counts[name] = countValues(await files.facet(name), rest);
      }
      return counts;
    },
  };
}
