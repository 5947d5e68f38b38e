import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFrontMatter } from '../../../src/library/front-matter.ts';
import { buildSections } from '../../../src/library/sections.ts';
import { foldText } from '../../../src/search/fold.ts';
import type { OpenedIndex } from '../../../src/search/open-index.ts';
import { openSmallIndex } from './small-library.ts';
import type { SketchedDocument } from './small-library.ts';

/** Judged collections lie beside the checkout where there are any; without them there is nothing to measure. */
const beside = resolve(import.meta.dirname, '../../../../shared');
const cranfield = join(beside, 'judged/cran');
const corpus = join(beside, 'corpus');
const corpusQueries = join(beside, 'corpus-queries.json');

interface JudgedQuery {
  text: string;
  rels: Record<string, number>;
}

function readLines<Row>(file: string): Row[] {
  return readFileSync(join(cranfield, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
}

const gain = (grades: readonly number[]) =>
  grades.reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);

/** Mean nDCG@10 and the share of queries with something relevant among the first five. */
async function judge(
  index: OpenedIndex,
  queries: readonly JudgedQuery[],
): Promise<{ ndcg: number; success: number }> {
  let ndcg = 0;
  let success = 0;
  for (const { text, rels } of queries) {
    const { hits } = await index.search(text);
    const ideal = Object.values(rels).toSorted((a, b) => b - a);
    ndcg += gain(hits.map(({ id }) => rels[id] ?? 0)) / gain(ideal.slice(0, 10));
    if (hits.slice(0, 5).some(({ id }) => id in rels)) success += 1;
  }
  return { ndcg: ndcg / queries.length, success: success / queries.length };
}

describe.skipIf(!existsSync(cranfield))('on the Cranfield collection', async () => {
  const documents = existsSync(cranfield)
    ? readLines<{ id: string; title: string; body: string }>('docs.jsonl')
    : [];
  const index = await openSmallIndex(
    documents.map(({ id, title, body }) => ({ id, path: id, title, text: body })),
  );

  test('ranking is as good as it was measured to be', async () => {
    const { ndcg } = await judge(index, readLines('queries.jsonl'));
    expect(ndcg).toBeGreaterThan(0.52);
  });

  test('one slip of the finger costs next to nothing', async () => {
    const { ndcg, success } = await judge(index, readLines('typos.jsonl'));
    expect(ndcg).toBeGreaterThan(0.52);
    expect(success).toBeGreaterThan(0.9);
  });
});

function readMarkdown(folder: string): SketchedDocument[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.mdx?$/i.test(entry.name))
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(folder, file);
      const text = readFileSync(file, 'utf8');
      const { data = {}, body = text } = parseFrontMatter(path, text).frontMatter ?? {};
      const sections = buildSections(body);
      const name = entry.name.replace(/\.mdx?$/i, '').replaceAll(/[-_]+/g, ' ');
      const title = data['title'] ?? sections.find(({ heading }) => heading !== '')?.heading ?? name;
      return { id: path, path, title: String(title), summary: String(data['description'] ?? ''), sections };
    });
}

interface CorpusQuery {
  query: string;
  relevant: { path: string; grade: number }[];
}

describe.skipIf(!existsSync(corpus))("on other companies' handbooks", async () => {
  const documents = existsSync(corpus) ? readMarkdown(corpus) : [];
  const index = await openSmallIndex(documents);
  const { queries }: { queries: CorpusQuery[] } = existsSync(corpus)
    ? JSON.parse(readFileSync(corpusQueries, 'utf8'))
    : { queries: [] };

  test('at least 25 of 30 things that a rep would type find a good document among the first five', async () => {
    const missed: string[] = [];
    for (const { query, relevant } of queries) {
      const good = new Set(relevant.filter(({ grade }) => grade >= 2).map(({ path }) => path));
      const { hits } = await index.search(query, { limit: 5 });
      if (!hits.some(({ path }) => good.has(path))) missed.push(query);
    }
    expect(missed.slice(5)).toEqual([]);
  });

  test('no title is beaten by another document', async () => {
    const titles = new Set(documents.map(({ title }) => title.trim().toLowerCase()));
    const beaten: string[] = [];
    for (const title of titles) {
      const first = (await index.search(title, { limit: 1 })).hits[0]?.title ?? '';
      if (plain(first) !== plain(title)) beaten.push(`${title} → ${first}`);
    }
    expect(beaten).toEqual([]);
  });

  test('typed letter by letter, no query goes from hits to none', async () => {
    const lost: string[] = [];
    for (const { query } of queries) {
      const totals: number[] = [];
      for (let length = 1; length <= query.length; length += 1) {
        totals.push((await index.search(query.slice(0, length), { limit: 1 })).total);
      }
      if (totals.slice(totals.findIndex((total) => total > 0)).includes(0)) lost.push(query);
    }
    expect(lost).toEqual([]);
  });
});

function plain(title: string): string {
  return foldText(title)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
