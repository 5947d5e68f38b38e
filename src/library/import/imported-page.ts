import type { Day } from '../dates.ts';
import { decodeAnyEncoding } from './decode-any-encoding.ts';
import { visibilityOf, type Visibility } from './hidden.ts';
import type { FrontMatterData } from './front-matter-values.ts';
import type { ImportFile, ImportNote, KeepBytes } from './import-plan.ts';
import { parseImportedMarkdown } from './imported-markdown.ts';
import { readAnchors, type PageAnchors } from './links/anchors.ts';
import { findLinks, type LinkPlace } from './links/link-places.ts';
import type { Target } from './links/target-index.ts';
import { postAddresses } from './links/post-addresses.ts';
import { keywordsOf } from './known-words.ts';
import type { CompileMarkdown } from '../markdown/compile.ts';
import type { ParseMarkdown } from './markdown-node.ts';
import { translateMarkup } from './markup/translate.ts';
import type { SourcePage } from './markup/source.ts';
import type { Databases } from './notion-databases.ts';
import { readNotionProperties } from './notion-properties.ts';
import { isPart } from './parts.ts';
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
  /** It is made of a file, which it offers. */
  file?: {
    /** What the button says. */ label: string;
    /** A newer one says nearly the same. */ isOld: boolean;
  };
}

/** Reads one file; undefined, with a note, when it is no text. */
export function readImportedPage(
  { path, bytes }: ImportFile,
  {
    parse,
    compile,
    today,
    notes,
    keep,
    rowOf,
    futureOf,
    cascadeOf,
    ...page
  }: {
    parse: ParseMarkdown;
    compile: CompileMarkdown;
    today: Day;
    notes: ImportNote[];
    keep: KeepBytes;
    rowOf: Databases['rowOf'];
    futureOf: (path: string) => 'hidden' | 'shown';
    cascadeOf: (path: string) => FrontMatterData;
  } & Pick<SourcePage, 'met' | 'addPicture' | 'partAt' | 'isMkDocs'>,
): ImportedPage | undefined {
  const decoded =
    bytes === undefined
      ? { why: 'It is a link to another place, or reading it is not allowed.' }
      : decodeAnyEncoding(bytes);
  if ('why' in decoded) {
    notes.push({ path, taken: false, why: decoded.why });
    return undefined;
  }
  const read = parseImportedMarkdown(path, decoded.text);
  for (const why of [decoded.trouble, read.trouble])
    if (why !== undefined) notes.push({ path, taken: true, why });
  const notion = readNotionProperties(path, read.body, rowOf(path));
  const data = { ...notion?.data, ...read.data };
  const body = translateMarkup({ path, data, body: notion?.body ?? read.body, parse, compile, ...page });
  const tree = parse(body);
  const readBody = keep(new TextEncoder().encode(body));
  // A string that is a part of another keeps the whole of it in memory; copies let the text of the file go.
  const known = structuredClone({
    path,
    data,
    links: findLinks(body, tree),
    anchors: readAnchors(body, compile),
    title: buildTitle(path, data, body, compile),
    visibility: visibilityOf({ ...cascadeOf(path), ...data }, today, path, futureOf(path)),
    empty: isEmptyText(tree),
  });
  return {
    ...known,
    get body() {
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(readBody());
    },
  };
}

/** Whether a page comes into the hub at all; one that does not, or only as a draft, is named. */
export function keepPage(
  page: ImportedPage,
  pages: readonly ImportedPage[],
  pulledIn: ReadonlySet<string>,
  notes: ImportNote[],
): boolean {
  const { path, visibility, empty } = page;
  if (isPart(path, pulledIn)) {
    const why = pulledIn.has(path)
      ? 'It is no page of its own: its words stand on the pages that pull it in.'
      : 'It is no page of its own: its name begins with an underscore.';
    notes.push({ path, taken: false, why });
    return false;
  }
  if (Object.hasOwn(page.data, 'excalidraw-plugin')) {
    notes.push({
      path,
      taken: false,
      why: 'It is a drawing of Excalidraw: put a picture of it where a page needs it.',
    });
    return false;
  }
  if (isBookContents(page)) {
    const why = 'It is the table of contents of a book (GitBook, mdBook); the hub lists its pages itself.';
    notes.push({ path, taken: false, why });
    return false;
  }
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

/** `SUMMARY.md` of a book holds headings and lists of links, and no word more. */
function isBookContents({ path, body }: ImportedPage): boolean {
  if (!/(?:^|\/)SUMMARY\.md$/.test(path)) return false;
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const links = lines.filter((line) => /^(?:[-*+] )?\[.*\]\(.*\)$/.test(line));
  return (
    links.length > 0 &&
    lines.every((line) => links.includes(line) || /^(?:#|-{3,}$|\*{3,}$)|^[-*+] [^[]*$/.test(line))
  );
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
    addresses: [...addresses.filter((each) => each.startsWith('/')), ...postAddresses(path, data), ...ids],
    names: [title, ...keywordsOf({ aliases: data['aliases'] }, compile)],
  };
}

/**
 * What readers see comes before drafts, and plain Markdown first, so that it keeps its name when two files would share
 * one.
 */
export function byPrecedence(a: ImportedPage, b: ImportedPage): number {
  return (
    Number(b.visibility.shown) - Number(a.visibility.shown) ||
    rankOfEnding(a.path) - rankOfEnding(b.path) ||
    (a.path < b.path ? -1 : 1)
  );
}

const ENDINGS = '.md .markdown .mdx .html .htm .aspx .csv .pptx .docx .xlsx .pdf'.split(' ');

function rankOfEnding(path: string): number {
  return ENDINGS.findIndex((ending) => path.toLowerCase().endsWith(ending));
}
