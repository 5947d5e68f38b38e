import { idOfPath } from '../asset.ts';
import { isLeftBehind } from '../content-tree.ts';
import { isDay, type Day } from '../dates.ts';
import { bodyLinks } from '../markdown/body-links.ts';
import type { CompileMarkdown } from '../markdown/compile.ts';
import { readShown } from '../markdown/shown.ts';
import { kinds } from '../kinds/kinds.ts';
import { parseLink } from '../markdown/links.ts';
import { isPicture } from '../media.ts';
import { parseImportedMarkdown, type ImportedMarkdown } from './imported-markdown.ts';
import { renderImported } from './front-matter-text.ts';
import { buildSummary } from './summary.ts';
import { makeTitlesDistinct } from './distinct-titles.ts';
import { decodeText } from '../text.ts';
import { buildTitle } from './title.ts';
import { plainWords } from './words.ts';

export interface ImportFile {
  /** Path inside that folder, with forward slashes. */
  path: string;
  /** Undefined when it cannot be read, or is a link to another place. */
  bytes: Uint8Array | undefined;
}

/** What a person is told about one file. `taken` is false when it was left out. */
export interface ImportNote {
  path: string;
  taken: boolean;
  why: string;
}

/** A file to be written into the content folder, from text or as a copy. */
export type ImportTarget = { path: string; from: string } & ({ text: string } | { copy: true });

/** What an import would write, and what it has to say. Nothing is written yet. */
export interface ImportPlan {
  targets: ImportTarget[];
  notes: ImportNote[];
  /** How many Markdown files were taken, of how many. */
  taken: number;
  found: number;
}

const MARKDOWN = /\.(?:md|mdx|markdown)$/i;

export function isMarkdown(path: string): boolean {
  return MARKDOWN.test(path);
}

/**
 * Turns foreign Markdown into assets. `markdown` holds every Markdown file, `others` the paths of all other files, `left`
 * what the reading of the folder has passed by.
 * Bodies stay as they are to the byte, relative paths stay, so links between files keep working.
 */
export function buildImport(
  markdown: readonly ImportFile[],
  others: readonly string[],
  left: readonly ImportNote[],
  compile: CompileMarkdown,
): ImportPlan {
  const notes = [...left];
  const read = markdown.flatMap((file) => {
    if (isLeftBehind(file.path)) {
      const why = 'It has a name that editors and systems give to what they leave behind.';
      notes.push({ path: file.path, taken: false, why });
      return [];
    }
    const text = decode(file);
    if ('why' in text) {
      notes.push({ path: file.path, taken: false, why: text.why });
      return [];
    }
    const foreign = parseImportedMarkdown(file.path, text.text);
    if (foreign.trouble !== undefined) notes.push({ path: file.path, taken: true, why: foreign.trouble });
    return [{ path: file.path, foreign, title: buildTitle(file.path, foreign.data, foreign.body, compile) }];
  });
  const titles = makeTitlesDistinct(read);
  const linked = new Set<string>();
  const links = new Map(
    read.map(({ path, foreign }) => {
      const targets = linkedFiles(path, foreign.body, compile);
      for (const target of targets) linked.add(idOfPath(target.replace(/\/$/, '')));
      return [path, targets];
    }),
  );
  const common = commonWords(
    read.map((file) => file.foreign),
    compile,
  );
  const taken = new Map<string, string>();
  const targets: ImportTarget[] = [];
  for (const { path, foreign } of [...read].sort(byEnding)) {
    const title = titles.get(path) ?? path;
    // A question is an answer, and is put with the answers when no link to or from it would break.
    const free = links.get(path)?.length === 0 && !linked.has(idOfPath(path.replace(MARKDOWN, '.md')));
    const kind = title.endsWith('?') && free ? 'answer' : 'collateral';
    const wanted = `${kinds[kind].folder}/${path.replace(MARKDOWN, '')}`;
    let name = wanted;
    for (let number = 2; taken.has(idOfPath(name)); number++) name = `${wanted}-${String(number)}`;
    if (name !== wanted) {
      const twin = taken.get(idOfPath(wanted)) ?? '';
      notes.push({
        path,
        taken: true,
        why: `${twin} would have the same page address, so it is called ${name}.md.`,
      });
    }
    taken.set(idOfPath(name), path);
    const summary = buildSummary(foreign.data, foreign.body, title, compile);
    const aliases = aliasesOf(foreign.data, title, common, compile);
    const published = publishedOf(foreign.data);
    targets.push({
      path: `${name}.md`,
      from: path,
      text: renderImported(
        {
          title,
          ...(summary === undefined ? {} : { summary }),
          ...(aliases.length === 0 ? {} : { aliases }),
          ...(published === undefined ? {} : { published }),
          source: path,
        },
        foreign.body,
      ),
    });
  }
  const shown = new Set([...links.values()].flat());
  for (const path of others) {
    if (isPicture(path) && shown.has(path)) {
      targets.push({ path: `${kinds.collateral.folder}/${path}`, from: path, copy: true });
    } else notes.push({ path, taken: false, why: whyLeft(path) });
  }
  return {
    targets,
    notes: notes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    taken: read.length,
    found: markdown.length,
  };
}

function decode({ bytes }: ImportFile): { text: string } | { why: string } {
  if (bytes === undefined) return { why: 'It is a link to another place, or reading it is not allowed.' };
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { why: 'It is written in UTF-16. Save it again with the encoding UTF-8.' };
  }
  const decoded = decodeText(bytes);
  if ('text' in decoded) return decoded;
  return {
    why:
      decoded.fault.rule === 'not-text'
        ? 'It holds null bytes, which no text has.'
        : 'It is not written in UTF-8. Save it again with the encoding UTF-8.',
  };
}

/** Plain Markdown comes first, so that it keeps its name when two files would share one. */
function byEnding(a: { path: string }, b: { path: string }): number {
  return rankOfEnding(a.path) - rankOfEnding(b.path) || (a.path < b.path ? -1 : 1);
}

function rankOfEnding(path: string): number {
  return ['.md', '.markdown', '.mdx'].findIndex((ending) => path.toLowerCase().endsWith(ending));
}

/** Paths that a body links to or shows, raw HTML included. */
function linkedFiles(path: string, body: string, compile: CompileMarkdown): string[] {
  return bodyLinks(readShown(body, compile)).flatMap(({ href }) => {
    const target = parseLink(href, path);
    return target.to === 'file' ? [target.path.replace(MARKDOWN, '.md')] : [];
  });
}

/** So many aliases are worth having: each of them counts like a title in search. */
const MOST_ALIASES = 8;
const ALIAS_LETTERS = 60;

function keywordsOf(data: ImportedMarkdown['data'], compile: CompileMarkdown): string[] {
  return ['keywords', 'tags', 'aliases', 'navTitle', 'sidebarTitle', 'sidebar_label'].flatMap((key) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
    // Elsewhere aliases and tags may be addresses; those are no words that a person types.
    return list
      .flatMap((word) => (typeof word === 'string' && !word.includes('/') ? [plainWords(word, compile)] : []))
      .filter((word) => word.length > 1 && word.length <= ALIAS_LETTERS);
  });
}

/** Words that so many files carry that they tell none of them apart. */
function commonWords(files: readonly ImportedMarkdown[], compile: CompileMarkdown): Set<string> {
  const counts = new Map<string, number>();
  for (const { data } of files) {
    for (const word of new Set(keywordsOf(data, compile).map((each) => each.toLowerCase()))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const limit = Math.max(5, files.length * 0.02);
  return new Set([...counts].filter(([, count]) => count > limit).map(([word]) => word));
}

function aliasesOf(
  data: ImportedMarkdown['data'],
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
  return [...aliases.values()].slice(0, MOST_ALIASES);
}

/** Only a day that the file itself names as the one it appeared on. A review is never claimed. */
function publishedOf(data: ImportedMarkdown['data']): Day | undefined {
  for (const key of ['published', 'publishDate', 'pubDate', 'date', 'created']) {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const day = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:$|[T\s])/.exec(value)?.[1] : undefined;
    if (day !== undefined && isDay(day)) return day;
  }
  return undefined;
}

function whyLeft(path: string): string {
  if (isPicture(path)) return 'No page that was taken shows this picture.';
  if (/\.svg$/i.test(path)) return 'SVG pictures can hold script and are not taken.';
  if (/\.(?:pdf|pptx?|docx?|xlsx?|od[tps]|key|pages|numbers)$/i.test(path)) {
    return 'Office files and PDFs are not read yet; link to it, or put it into files/ and name it under downloads.';
  }
  return 'Only Markdown, and the pictures it shows, are taken.';
}
