import { isRecord } from '../is-record.ts';
import type { CompileMarkdown } from '../markdown/compile.ts';
import type { FrontMatterData } from './front-matter-values.ts';
import { plainWords } from './words.ts';

/** So many aliases are worth having: each of them counts like a title in search. */
const MAX_ALIASES = 8;
const MAX_ALIAS_CHARACTERS = 60;

/** The words that front matter lists for people who search: keywords, tags, aliases, shorter names. */
export function keywordsOf(data: FrontMatterData, compile: CompileMarkdown): string[] {
  return ['keywords', 'tags', 'aliases', 'navTitle', 'sidebarTitle', 'sidebar_label'].flatMap((key) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
    // Elsewhere aliases and tags may be addresses; those are no words that a person types.
    return list
      .map((word) => (isRecord(word) ? (word['label'] ?? word['name']) : word))
      .flatMap((word) => (typeof word === 'string' && !word.includes('/') ? [plainWords(word, compile)] : []))
      .filter((word) => word.length > 1 && word.length <= MAX_ALIAS_CHARACTERS);
  });
}

/** Words that so many files carry that they tell none of them apart. */
export function commonWords(files: readonly FrontMatterData[], compile: CompileMarkdown): Set<string> {
  const counts = new Map<string, number>();
  for (const data of files) {
    for (const word of new Set(keywordsOf(data, compile).map((each) => each.toLowerCase()))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const limit = Math.max(5, files.length * 0.02);
  return new Set([...counts].filter(([, count]) => count > limit).map(([word]) => word));
}

/**
 * What else a page may be searched by: its keywords without those that the title holds and those of `common`, in small
 * letters, which tell no page apart.
 */
export function aliasesOf(
  data: FrontMatterData,
  title: string,
  common: ReadonlySet<string>,
  compile: CompileMarkdown,
): string[] {
  const aliases = new Map<string, string>();
  for (const word of keywordsOf(data, compile)) {
    const folded = word.toLowerCase();
    if (!common.has(folded) && !title.toLowerCase().includes(folded) && !aliases.has(folded))
      aliases.set(folded, word);
  }
  return [...aliases.values()].slice(0, MAX_ALIASES);
}
