import type { Day } from '../dates.ts';
import { decodeText } from './decode-text.ts';
import { visibilityOf, type Visibility } from './hidden.ts';
import type { ImportFile, ImportNote } from './import-plan.ts';
import { parseImportedMarkdown } from './imported-markdown.ts';
import { readAnchors, type PageAnchors } from './links/anchors.ts';
import { findLinks, type LinkPlace } from './links/link-places.ts';
import type { Target } from './links/target-index.ts';
import { keywordsOf } from './known-words.ts';
import type { CompileMarkdown } from '../markdown/compile.ts';
import type { ParseMarkdown } from './markdown-node.ts';
import { translateMarkup } from './markup/translate.ts';
import type { SourcePage } from './markup/source.ts';
import { readNotionProperties } from './notion-properties.ts';
import { isEmptyText, isSectionPage } from './section-lists.ts';
import { buildTitle } from './title.ts';

/** A page of the imported folder on its way into the hub, its markup translated and its links not yet. */
export interface ImportedPage {
  path: string;
  data: Readonly<Record<string, unknown>>;
  body: string;
  links: readonly LinkPlace[];
  anchors: PageAnchors;
  title: string;
  visibility: Visibility;
  /** It shows nothing at all. */
  empty: boolean;
}

/** Reads one file; undefined, with a note, when it is no text. */
export function readImportedPage(
  { path, bytes }: ImportFile,
  {
    parse,
    compile,
    today,
    notes,
    ...page
  }: {
    parse: ParseMarkdown;
    compile: CompileMarkdown;
    today: Day;
    notes: ImportNote[];
  } & Pick<SourcePage, 'met' | 'addPicture'>,
): ImportedPage | undefined {
  const decoded =
    bytes === undefined
      ? { why: 'It is a link to another place, or reading it is not allowed.' }
      : decodeText(bytes);
  if ('why' in decoded) {
    notes.push({ path, taken: false, why: decoded.why });
    return undefined;
  }
  const read = parseImportedMarkdown(path, decoded.text);
  for (const why of [decoded.trouble, read.trouble])
    if (why !== undefined) notes.push({ path, taken: true, why });
  const notion = readNotionProperties(path, read.body);
  const data = { ...notion?.data, ...read.data };
  const body = translateMarkup({ path, data, body: notion?.body ?? read.body, parse, compile, ...page });
  const tree = parse(body);
  const kept = new TextEncoder().encode(body);
  return {
    path,
    data,
    // As bytes it is half of what it is as a string, and the string that it was cut from goes.
    get body() {
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(kept);
    },
    links: findLinks(body, tree),
    anchors: readAnchors(body, tree, compile),
    title: buildTitle(path, data, body, compile),
    visibility: visibilityOf(data, today),
    empty: isEmptyText(tree),
  };
}

/** Whether a page comes into the hub at all; one that does not, or only as a draft, is named. */
export function keepPage(page: ImportedPage, pages: readonly ImportedPage[], notes: ImportNote[]): boolean {
  const { path, visibility, empty } = page;
  if ('redirectsTo' in visibility) {
    notes.push({
      path,
      taken: false,
      why: `It only leads on to ${visibility.redirectsTo}; links to it lead there.`,
    });
    return false;
  }
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (
    empty &&
    !(isSectionPage(path) && pages.some((other) => other !== page && other.path.startsWith(folder)))
  ) {
    notes.push({ path, taken: false, why: 'It holds no words.' });
    return false;
  }
  if (!visibility.shown) {
    notes.push({ path, taken: true, why: `As a draft, of which no page is made: ${visibility.why}.` });
  }
  return true;
}

/** The addresses and names that a page's own front matter gives it. */
export function targetOf({ path, data, title }: ImportedPage, compile: CompileMarkdown): Target {
  const listOf = (key: string): string[] => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.filter((each): each is string => typeof each === 'string' && each !== '');
  };
  const addresses = ['permalink', 'url', 'slug', 'redirect_from', 'aliases'].flatMap(listOf);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const ids = [...listOf('id'), ...listOf('slug')].filter((id) => !id.includes('/')).map((id) => folder + id);
  return {
    path,
    addresses: [...addresses.filter((each) => each.startsWith('/') && each.length > 1), ...ids],
    names: [title, ...keywordsOf({ aliases: data['aliases'] }, compile)],
  };
}

/** Plain Markdown comes first, so that it keeps its name when two files would share one. */
export function byEnding(a: { path: string }, b: { path: string }): number {
  return rankOfEnding(a.path) - rankOfEnding(b.path) || (a.path < b.path ? -1 : 1);
}

function rankOfEnding(path: string): number {
  return ['.md', '.markdown', '.mdx', '.html', '.htm'].findIndex((ending) =>
    path.toLowerCase().endsWith(ending),
  );
}
