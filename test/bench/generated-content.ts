import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const WORDS_PER_PAGE = 600;
const HEADINGS_PER_PAGE = 6;
const VOCABULARY = 2000;
const SYLLABLES = [
  'ba',
  'co',
  'der',
  'el',
  'fin',
  'ga',
  'ho',
  'in',
  'jor',
  'ka',
  'lum',
  'me',
  'nor',
  'pri',
  'sel',
  'ta',
];

const terms = {
  products: ['routes', 'cold', 'ledger'],
  stages: ['prospect', 'discovery', 'demo', 'pilot', 'negotiation', 'renewal'],
  personas: ['transport-manager', 'quality-lead', 'finance-director'],
  industries: ['wholesale', 'dairy', 'seafood', 'catering'],
  people: ['ines-varga', 'marek-duda', 'priya-nandan', 'ruth-okafor'],
};
/** Folders of the hub that take the twelve keys and no others. */
const FOLDERS = ['collateral', 'answers'];

/** What the generated files say of an asset; owner, dates, audience and facets are drawn for each. */
export interface GeneratedAsset {
  title: string;
  benefit: string;
  summary: string;
  aliases: string[];
  sections: { heading: string; paragraphs: string[] }[];
}

/** Repeatable chance (mulberry32): numbers in [0, 1). */
export function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Writes `count` assets and a `hub.yaml` into `folder`: the same bytes for the same count and seed.
 * Each has 12 keys, 6 headings and 600 words, the frequent ones frequent as in prose.
 */
export async function writeGeneratedContent(folder: string, count: number, seed = 1): Promise<void> {
  const chance = createChance(seed);
  const vocabulary = [...new Set(Array.from({ length: VOCABULARY }, (_, at) => wordOf(at)))];
  const word = (): string => vocabulary[Math.floor(chance() ** 2 * vocabulary.length)] ?? 'word';
  const words = (length: number): string => Array.from({ length }, word).join(' ');
  const sentence = (length: number): string => {
    const text = words(length);
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  const generate = (at: number): GeneratedAsset => {
    const sections = Array.from({ length: HEADINGS_PER_PAGE }, () => {
      const paragraphs = Array.from({ length: 5 }, () => sentence(WORDS_PER_PAGE / HEADINGS_PER_PAGE / 5));
      return { heading: sentence(4).slice(0, -1), paragraphs };
    });
    return {
      title: `${sentence(4).slice(0, -1)} ${String(at)}`,
      benefit: sentence(10),
      summary: sentence(18),
      aliases: [words(2), word()],
      sections,
    };
  };
  await writeAssets(folder, count, generate, chance);
}

/** Writes `hub.yaml` and one file for each of the `count` assets that `generate` makes, at the addresses of `assetPath`. */
export async function writeAssets(
  folder: string,
  count: number,
  generate: (at: number) => GeneratedAsset,
  chance: () => number,
): Promise<void> {
  const pick = <T>(list: readonly T[]): T => {
    const found = list[Math.floor(chance() * list.length)];
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  };
  const day = (): string =>
    `2026-${two(1 + Math.floor(chance() * 11))}-${two(1 + Math.floor(chance() * 28))}`;
  const files = new Map([['hub.yaml', hubYaml()]]);
  for (let at = 0; at < count; at += 1) {
    const { title, benefit, summary, aliases, sections } = generate(at);
    const front = [
      `title: ${title}`,
      `benefit: ${benefit}`,
      `summary: ${summary}`,
      `owner: ${pick(terms.people)}`,
      `products: [${pick(terms.products)}]`,
      `stages: [${pick(terms.stages)}]`,
      `personas: [${pick(terms.personas)}]`,
      `industries: [${pick(terms.industries)}]`,
      `aliases: [${aliases.join(', ')}]`,
      `published: ${day()}`,
      `reviewed: ${day()}`,
      `audience: ${chance() < 0.5 ? 'internal' : 'shareable'}`,
    ];
    const body = sections.map(({ heading, paragraphs }) => `## ${heading}\n\n${paragraphs.join('\n\n')}\n`);
    files.set(assetPath(at), `---\n${front.join('\n')}\n---\n\n${body.join('\n')}`);
  }
  for (const directory of new Set([...files.keys()].map((path) => dirname(path)))) {
    await mkdir(join(folder, directory), { recursive: true });
  }
  for (const [path, text] of files) await writeFile(join(folder, path), text);
}

/** The file of the asset with this number, inside the content folder. */
export function assetPath(at: number): string {
  return `${FOLDERS[at % FOLDERS.length] ?? ''}/asset-${String(at).padStart(5, '0')}.md`;
}

function wordOf(at: number): string {
  const base = SYLLABLES.length;
  const parts = [at % base, Math.floor(at / base) % base, Math.floor(at / base / base) % base];
  return parts.map((part) => SYLLABLES[part] ?? '').join('') + (at % 3 === 0 ? 's' : '');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function hubYaml(): string {
  const vocabularies = Object.entries(terms).map(([name, ids]) => {
    const lines = ids.map((id) => `  - { id: ${id}, name: ${id} }`);
    return `${name}:\n${lines.join('\n')}\n`;
  });
  const teams = ['uk', 'dach', 'nordics'].map((id) => `  - { id: ${id}, name: ${id}, reps: 20 }`);
  return `company:\n  name: Bench\n${vocabularies.join('')}teams:\n${teams.join('\n')}\n`;
}
