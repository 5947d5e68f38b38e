/**
 * Judged collections, and what is counted on them. A small one lies in the fixtures; others lie beside the checkout where
 * there are any, and their readers give undefined without them.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { readShown } from '../../../src/library/markdown/shown.ts';
import { buildSections } from '../../../src/library/markdown/sections.ts';
import { parseFrontMatter } from '../../../src/library/front-matter.ts';
import type { SearchSection } from '../../../src/search/document.ts';
import { beside } from '../beside.ts';
import { buildLinkQueries } from './link-queries.ts';

export const CRANFIELD = beside('judged/cran');
export const CORPUS = beside('corpus');

export interface JudgedDocument {
  id: string;
  path: string;
  title: string;
  summary: string;
  sections: SearchSection[];
}

export interface JudgedQuery {
  /** The same in every form of a query (whole, misspelt, half typed), so that all of them fall on the same side. */
  id: string;
  text: string;
  /** Grade by document id; what is not named answers nothing. */
  grades: Readonly<Record<string, number>>;
}

export interface JudgedSet {
  name: string;
  queries: JudgedQuery[];
  /** From this grade on a document counts as found; nDCG takes every grade for what it is. */
  successFrom: number;
}

export interface JudgedCollection {
  documents: JudgedDocument[];
  sets: JudgedSet[];
}

/** 32 bits that depend on the text alone. */
function hashOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}

/** Whether a query is kept for reporting. Weights are chosen on the others, about half of them, and on those alone. */
export function isHeldOut(queryId: string): boolean {
  return hashOf(queryId) % 2 === 1;
}

function readLines<Row>(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

interface CranfieldQuery {
  id: string;
  text: string;
  rels: Record<string, number>;
}

/**
 * Cranfield: 1,398 abstracts, 225 long questions, judged by people. `whole` as asked, `typo` with one slip of the finger,
 * `prefix` as 40 of them stand in the box at each of their first letters, judged by what the whole question wants.
 */
export function readCranfield(): JudgedCollection | undefined {
  const { folder, isThere } = CRANFIELD;
  if (!isThere) return undefined;
  const toQuery = ({ id, text, rels }: CranfieldQuery): JudgedQuery => ({ id, text, grades: rels });
  const whole = readLines<CranfieldQuery>(join(folder, 'queries.jsonl')).map(toQuery);
  const typo = readLines<CranfieldQuery>(join(folder, 'typos.jsonl')).map(toQuery);
  const gradesOf = new Map(whole.map(({ id, grades }) => [id, grades]));
  const prefix = readLines<{ id: string; text: string }>(join(folder, 'keys.jsonl')).map(({ id, text }) => ({
    id,
    text,
    grades: gradesOf.get(id) ?? {},
  }));
  return {
    documents: readLines<{ id: string; title: string; body: string }>(join(folder, 'docs.jsonl')).map(
      ({ id, title, body }) => ({
        id,
        path: id,
        title,
        summary: '',
        sections: [{ slug: '', heading: '', text: body }],
      }),
    ),
    sets: [
      { name: 'whole', queries: whole, successFrom: 1 },
      { name: 'prefix', queries: prefix, successFrom: 1 },
      { name: 'half', queries: whole.map(halfTyped), successFrom: 1 },
      { name: 'typo', queries: typo, successFrom: 1 },
    ],
  };
}

interface OwnSet {
  documents: { id: string; title: string; text: string }[];
  queries: { text: string; grades: Record<string, number> }[];
}

/** Sixty short pages of an invented company and forty things that a rep would type, whole, half typed and with one slip. */
export function readOwn(): JudgedCollection {
  const file = resolve(import.meta.dirname, '../../fixtures/search/judged.yaml');
  const own = parse(readFileSync(file, 'utf8')) as OwnSet;
  const whole = own.queries.map((query) => ({ id: query.text, ...query }));
  return {
    documents: own.documents.map(({ id, title, text }) => ({
      id,
      path: id,
      title,
      summary: '',
      sections: [{ slug: '', heading: '', text }],
    })),
    sets: [
      { name: 'whole', queries: whole, successFrom: 2 },
      { name: 'half', queries: whole.map(halfTyped), successFrom: 2 },
      { name: 'typo', queries: whole.map(misspelt), successFrom: 2 },
    ],
  };
}

const mostLinkQueries = 300;

/**
 * Handbooks and playbooks of other companies: `rep` is 30 things that a rep would type, judged by reading; `links` is what
 * writers called a page when linking to it (known-item searches, no human judgement), whole, half typed and with one slip.
 */
export function readCorpus(): JudgedCollection | undefined {
  const { folder, isThere } = CORPUS;
  if (!isThere) return undefined;
  const files = readMarkdown(folder);
  const judged: { queries: { id: string; query: string; relevant: { path: string; grade: number }[] }[] } =
    JSON.parse(readFileSync(join(folder, '../corpus-queries.json'), 'utf8'));
  const rep = judged.queries.map(({ id, query, relevant }) => ({
    id,
    text: query,
    grades: Object.fromEntries(relevant.map(({ path, grade }) => [path, grade])),
  }));
  const links = buildLinkQueries(
    files.map(({ document, body }) => ({ path: document.path, title: document.title, body })),
    mostLinkQueries,
    hashOf,
  ).map(({ text, targets }) => ({
    id: `link ${text}`,
    text,
    grades: Object.fromEntries(targets.map((path) => [path, 1])),
  }));
  return {
    documents: files.map(({ document }) => document),
    sets: [
      { name: 'rep', queries: rep, successFrom: 2 },
      { name: 'rep, best', queries: rep, successFrom: 3 },
      { name: 'links', queries: links, successFrom: 1 },
      { name: 'links half', queries: links.map(halfTyped), successFrom: 1 },
      { name: 'links typo', queries: links.map(misspelt), successFrom: 1 },
    ],
  };
}

function readMarkdown(folder: string): { document: JudgedDocument; body: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.mdx?$/i.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(folder, file);
      const text = readFileSync(file, 'utf8');
      const { data = {}, body = text } = parseFrontMatter(path, text).frontMatter ?? {};
      const sections = buildSections(readShown(body, compileMarkdown));
      const name = entry.name.replace(/\.mdx?$/i, '').replaceAll(/[-_]+/g, ' ');
      const title = data['title'] ?? sections.find(({ heading }) => heading !== '')?.heading ?? name;
      const summary = String(data['description'] ?? '');
      return { document: { id: path, path, title: String(title), summary, sections }, body };
    });
}

/** The query while its last word is being typed: half of that word, at least three letters. */
function halfTyped(query: JudgedQuery): JudgedQuery {
  const last = /[\p{L}\p{N}]+\P{L}*$/u.exec(query.text);
  const word = /^[\p{L}\p{N}]+/u.exec(last?.[0] ?? '')?.[0] ?? '';
  const typed = Math.max(3, Math.ceil(word.length / 2));
  return { ...query, text: query.text.slice(0, (last?.index ?? 0) + typed) };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The query with one slip in one word of four letters or more: letters swapped, one left out, one too many or a wrong one. */
function misspelt(query: JudgedQuery): JudgedQuery {
  const seed = hashOf(`slip ${query.id}`);
  const pick = (count: number, use: number): number => hashOf(`${String(seed)} ${String(use)}`) % count;
  const long = [...query.text.matchAll(/\p{L}{4,}/gu)];
  const chosen = long[pick(long.length, 1)];
  if (chosen === undefined) return query;
  const word = chosen[0];
  // The first letter is seldom the wrong one.
  const at = 1 + pick(word.length - 1, 2);
  const letter = LETTERS.charAt(pick(LETTERS.length, 3));
  const forms = [
    word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
  ];
  const slipped = forms[pick(forms.length, 4)];
  // Swapping twins or writing the same letter again is no slip; leaving one out always is.
  const written =
    slipped === undefined || slipped === word ? word.slice(0, at) + word.slice(at + 1) : slipped;
  return {
    ...query,
    text: query.text.slice(0, chosen.index) + written + query.text.slice(chosen.index + word.length),
  };
}

/** Gains over the first ten, each worth less the lower it stands (linear gain, logarithm of the place as discount). */
function gain(grades: readonly number[]): number {
  return grades.slice(0, 10).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);
}

/** What a ranking is worth, each from 0 to 1. */
export interface Quality {
  /** nDCG@10 (Järvelin and Kekäläinen 2002). */
  ndcg: number;
  /** One over the place of the first document that counts, 0 when it is not among the first ten. */
  mrr: number;
  /** 1 when one that counts is among the first five. */
  success: number;
}

/** Judges one ranking: ids, best first. */
export function judgeRanking(
  ids: readonly string[],
  grades: Readonly<Record<string, number>>,
  successFrom = 1,
): Quality {
  const found = ids.slice(0, 10).map((id) => (Object.hasOwn(grades, id) ? (grades[id] ?? 0) : 0));
  const ideal = gain(Object.values(grades).sort((a, b) => b - a));
  const first = found.findIndex((grade) => grade >= successFrom);
  return {
    ndcg: ideal === 0 ? 0 : gain(found) / ideal,
    mrr: first === -1 ? 0 : 1 / (first + 1),
    success: first !== -1 && first < 5 ? 1 : 0,
  };
}

/** Means over queries; all 0 when there are none. */
export function meanQuality(judged: readonly Quality[]): Quality {
  const mean = (of: (one: Quality) => number): number =>
    judged.length === 0 ? 0 : judged.reduce((sum, one) => sum + of(one), 0) / judged.length;
  return {
    ndcg: mean(({ ndcg }) => ndcg),
    mrr: mean(({ mrr }) => mrr),
    success: mean(({ success }) => success),
  };
}

/** Asks every query of a set, one after the other, and judges the answers: ids, best first, ten of them. */
export async function judgeSet(
  { queries, successFrom }: JudgedSet,
  search: (text: string) => Promise<readonly string[]> | readonly string[],
): Promise<{ query: JudgedQuery; quality: Quality }[]> {
  const judged: { query: JudgedQuery; quality: Quality }[] = [];
  for (const query of queries) {
    judged.push({ query, quality: judgeRanking(await search(query.text), query.grades, successFrom) });
  }
  return judged;
}
