import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseFrontMatter } from '../../../src/library/front-matter.ts';
import { buildSections } from '../../../src/library/sections.ts';
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

const gain = (grades: readonly number[]) => grades.reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0);

/** Mean nDCG@10 and the share of queries with something relevant among the first five. */
async function judge(index: OpenedIndex, queries: readonly JudgedQuery[]): Promise<{ ndcg: number; success: number }> {
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
      const { data, body } = readParts(readFileSync(file, 'utf8'));
      const sections = buildSections(body);
      const name = entry.name.replace(/\.mdx?$/i, '').replaceAll(/[-_]+/g, ' ');
      const title = data['title'] ?? sections.find(({ heading }) => heading !== '')?.heading ?? name;
      return { id: path, path, title: String(title), summary: String(data['description'] ?? ''), sections };
    });
}

function readParts(text: string): { data: Record<string, unknown>; body: string } {
  try {
    const { data, body } = parseFrontMatter(text);
    return { data: data as Record<string, unknown>, body };
  } catch {
    return { data: {}, body: text };
  }
}
