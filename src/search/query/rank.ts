/**
 * Ranking of documents by the impacts of a search's own terms, in typed arrays. lunr's `Index` would do the same sum
 * (query vector times document vector), but makes an object for every posting it meets: measured at 10,000 pages, 33 ms
 * at the 95th percentile of keystrokes against 16 ms that are allowed, and it knows no alternatives, no coverage.
 */
import { FITS, LEFT_OUT, NAMED } from '../files/facets.ts';
import type { Postings } from '../files/term-shard.ts';
import { hasCommonestForm, impactOf, IMPACT_STEPS, NO_SECTION } from '../files/postings.ts';
import { searchWeights as weights } from '../weights.ts';

/** How a document's word came to answer a typed one. */
export type MatchHow = 'exact' | 'completed' | 'corrected' | 'guessed' | 'synonym' | 'joined';

export interface Alternative {
  /** The word as people wrote it, or several with spaces. */
  word: string;
  how: MatchHow;
  /** 0 to 1. */
  weight: number;
  postings: Postings;
  /** Whether the typed word is the commonest form of its term or another one; undefined when nobody wrote it so. */
  form?: 'commonest' | 'other';
}

/** One typed word with all that may stand for it. A document counts with the best of them. */
export interface Concept {
  typed: string;
  alternatives: Alternative[];
  /** What the word tells: how rare it is, less for the beginning of a word. */
  importance: number;
  /** What it counts for: 1, less for a word that only asks. */
  weight: number;
  /** Upper bound on the rarity that an alternative may claim. */
  rarity: number;
}

export interface Match {
  typed: string;
  word: string;
  how: MatchHow;
  inTitle: boolean;
}

export interface RankedDocument {
  document: number;
  score: number;
  /** Number of the section that answers best, or `NO_SECTION`. */
  section: number;
  matches: Match[];
  /** Title and search have the same terms. */
  isTitle: boolean;
  /** It has what the facets ask for; false for one that names nothing there and so fits anything. */
  isNamed: boolean;
  /** Of the terms of the title the share that was asked for. */
  titleShare: number;
}

/** Robertson & Spärck Jones, in the form that is never negative: ln(1 + (N - n + ½) / (n + ½)). */
export function rarityOf(documentsWithTerm: number, documentCount: number): number {
  return Math.log(1 + (documentCount - documentsWithTerm + 0.5) / (documentsWithTerm + 0.5));
}

const valueOf = (alternative: Alternative, concept: Concept, documentCount: number): number =>
  (concept.weight *
    alternative.weight *
    Math.min(rarityOf(alternative.postings.frequency, documentCount), concept.rarity)) /
  IMPACT_STEPS;

/**
 * What a posting adds to a value of 1: its impact, and more if the document has the word in the form that was typed. Of a form
 * that is not the commonest, those are likely to have it that lack the commonest one.
 */
function gainOf(packed: number, form: Alternative['form']): number {
  const impact = impactOf(packed);
  if (form === undefined) return impact;
  const isForm = hasCommonestForm(packed) === (form === 'commonest');
  return isForm ? impact * (1 + (form === 'commonest' ? weights.form : weights.otherForm)) : impact;
}

/** Documents with any of the concepts: the sum of what is found, and the importance of what is covered. */
function addUp(
  concepts: readonly Concept[],
  documentCount: number,
): { scores: Float32Array; covered: Float32Array } {
  const scores = new Float32Array(documentCount);
  const covered = new Float32Array(documentCount);
  const bestScore = new Float32Array(documentCount);
  const bestWeight = new Float32Array(documentCount);
  for (const concept of concepts) {
    for (const alternative of concept.alternatives) {
      const { form, postings } = alternative;
      const { documents, impacts } = postings;
      const value = valueOf(alternative, concept, documentCount);
      for (let at = 0; at < documents.length; at += 1) {
        const document = documents[at] ?? 0;
        const score = value * gainOf(impacts[at] ?? 0, form);
        if (score > (bestScore[document] ?? 0)) bestScore[document] = score;
        if (alternative.weight > (bestWeight[document] ?? 0)) bestWeight[document] = alternative.weight;
      }
    }
    for (const { postings } of concept.alternatives) {
      for (const document of postings.documents) {
        const score = bestScore[document] ?? 0;
        if (score === 0) continue;
        scores[document] = (scores[document] ?? 0) + score;
        covered[document] = (covered[document] ?? 0) + concept.importance * (bestWeight[document] ?? 0);
        bestScore[document] = 0;
        bestWeight[document] = 0;
      }
    }
  }
  return { scores, covered };
}

/** The `limit` highest, highest first; equal ones in the order of documents. A heap of the lowest kept. */
function highest(scores: Float32Array, limit: number): number[] {
  const kept: number[] = [];
  const lower = (a: number, b: number): boolean => {
    const left = scores[a] ?? 0;
    const right = scores[b] ?? 0;
    return left === right ? a > b : left < right;
  };
  const sink = (): void => {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < kept.length && lower(kept[child] ?? 0, kept[least] ?? 0)) least = child;
      }
      if (least === at) return;
      [kept[at], kept[least]] = [kept[least] ?? 0, kept[at] ?? 0];
      at = least;
    }
  };
  const rise = (): void => {
    let at = kept.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!lower(kept[at] ?? 0, kept[parent] ?? 0)) return;
      [kept[at], kept[parent]] = [kept[parent] ?? 0, kept[at] ?? 0];
      at = parent;
    }
  };
  for (let document = 0; document < scores.length; document += 1) {
    if ((scores[document] ?? 0) <= 0) continue;
    if (kept.length < limit) {
      kept.push(document);
      rise();
    } else if (lower(kept[0] ?? 0, document)) {
      kept[0] = document;
      sink();
    }
  }
  return kept.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** Position of a document in ascending documents, or -1. */
export function indexOfDocument(documents: Uint32Array, document: number): number {
  let low = 0;
  let high = documents.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = documents[middle] ?? 0;
    if (found === document) return middle;
    if (found < document) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

interface Contribution {
  match: Match;
  value: number;
  section: number;
  title: number;
}

function contributionOf(concept: Concept, document: number, documentCount: number): Contribution | undefined {
  let best: Contribution | undefined;
  for (const alternative of concept.alternatives) {
    const at = indexOfDocument(alternative.postings.documents, document);
    if (at < 0) continue;
    const value =
      valueOf(alternative, concept, documentCount) *
      gainOf(alternative.postings.impacts[at] ?? 0, alternative.form);
    if (best !== undefined && best.value >= value) continue;
    const title = alternative.postings.titles[at] ?? 0;
    best = {
      match: { typed: concept.typed, word: alternative.word, how: alternative.how, inTitle: title > 0 },
      value,
      section: alternative.postings.sections[at] ?? NO_SECTION,
      title,
    };
  }
  return best;
}

/** Looks closer at one document: do the words stand together in a section, how much of the title was typed? */
function lookCloser(
  document: number,
  sum: number,
  concepts: readonly Concept[],
  documentCount: number,
): RankedDocument {
  const found = concepts.flatMap((concept) => contributionOf(concept, document, documentCount) ?? []);
  const bySection = new Map<number, number>();
  let inTitle = 0;
  let titleLength = 0;
  for (const { section, value, title } of found) {
    if (section !== NO_SECTION) bySection.set(section, (bySection.get(section) ?? 0) + value);
    if (title > 0) {
      inTitle += 1;
      titleLength = title;
    }
  }
  let section = NO_SECTION;
  let together = 0;
  for (const [number, value] of bySection) {
    if (value > together || (value === together && number < section)) {
      section = number;
      together = value;
    }
  }
  const all = found.reduce((total, { value }) => total + value, 0);
  const isTitle = inTitle === titleLength && inTitle > 0 && inTitle === concepts.length;
  const titleFilled = titleLength === 0 ? 0 : Math.min(1, inTitle / titleLength);
  const titleShare = (inTitle / concepts.length) * Math.sqrt(titleFilled);
  const togetherShare = all > 0 ? together / all : 0;
  return {
    document,
    section,
    matches: found.map(({ match }) => match),
    isTitle,
    isNamed: true,
    titleShare: titleFilled,
    score: sum * (1 + weights.title * titleShare + weights.together * togetherShare),
  };
}

/**
 * Ranks documents: the sum of what their words tell, times how much of the search they cover; then the best of them
 * again by title and by words that stand in one section.
 *
 * @param allowed if given, a mark for each document that may be found; those that are `NAMED` come first
 * @param favoured if given, 1 for each document in the reader's language; the others count for less
 * @returns at least `limit` documents if there are so many, best first, and how many there are in all
 */
export function rankDocuments(
  concepts: readonly Concept[],
  documentCount: number,
  limit: number,
  allowed: Uint8Array | undefined,
  favoured: Uint8Array | undefined,
): { ranked: RankedDocument[]; found: Uint8Array; total: number } {
  const { scores, covered } = addUp(concepts, documentCount);
  const importance = concepts.reduce((sum, concept) => sum + concept.importance, 0);
  const found = new Uint8Array(documentCount);
  let total = 0;
  for (let document = 0; document < documentCount; document += 1) {
    const score = scores[document] ?? 0;
    if (score <= 0) continue;
    found[document] = NAMED;
    if (allowed !== undefined && allowed[document] === LEFT_OUT) {
      scores[document] = 0;
      continue;
    }
    total += 1;
    const share = importance > 0 ? (covered[document] ?? 0) / importance : 1;
    const language = favoured === undefined || favoured[document] === 1 ? 1 : weights.otherLanguage;
    scores[document] = score * language * share ** weights.coverage;
  }
  const best = (among: Float32Array, isNamed: boolean): RankedDocument[] =>
    highest(among, Math.max(weights.lookCloserAt, limit * 2))
      .map((document) => ({
        ...lookCloser(document, among[document] ?? 0, concepts, documentCount),
        isNamed,
      }))
      .sort((a, b) => b.score - a.score || a.document - b.document);
  if (allowed?.includes(FITS) !== true) return { ranked: best(scores, true), found, total };
  const only = (mark: number): Float32Array => scores.map((score, at) => (allowed[at] === mark ? score : 0));
  return { ranked: [...best(only(NAMED), true), ...best(only(FITS), false)], found, total };
}
