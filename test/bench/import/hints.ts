import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path/posix';
import { checkLibrary } from '../../../src/checks/check-library.ts';
import { idOfPath } from '../../../src/library/asset.ts';
import { readFiles, today } from '../../support/small-hub.ts';
import type { ExpectedLink, OriginalPage } from './original-links.ts';

/** What the check says of links that lead nowhere: how often it names the page that was meant, another one, or none. */
export interface Hints {
  right: number;
  wrong: number;
  silent: number;
  /** The wrong ones, one sentence each. */
  examples: string[];
}

/** A hub's Markdown by its path, and the page of it that each original became. */
interface HubTexts {
  texts: Map<string, string>;
  placeOf: Map<string, string>;
}

export async function readHubTexts(content: string): Promise<HubTexts> {
  const texts = new Map<string, string>();
  const placeOf = new Map<string, string>();
  for (const path of await readdir(content, { recursive: true })) {
    if (!path.endsWith('.md')) continue;
    const text = await readFile(join(content, path), 'utf8');
    texts.set(path, text);
    const source = /^source: (?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(.*))$/m.exec(text);
    placeOf.set(source?.[1] ?? source?.[2] ?? source?.[3] ?? '', path);
  }
  return { texts, placeOf };
}

/**
 * Four ways in which links break, each over all links of the folder: as the author wrote them where they came from; to a page
 * that has moved into another folder; with a letter missing; and to a page that is gone, where every name is a wrong one.
 */
export function countHints(
  { texts, placeOf }: HubTexts,
  originals: readonly OriginalPage[],
  expected: readonly ExpectedLink[],
): [string, Hints][] {
  const bodies = new Map(originals.map(({ path, body }) => [path, body]));
  const asWritten = new Map([...texts].map(([path, text]) => [path, frontOf(text)]));
  for (const [source, path] of placeOf)
    asWritten.set(path, `${asWritten.get(path) ?? ''}${bodies.get(source) ?? ''}`);
  const wanted = new Map<string, string>();
  for (const { from, href, to } of expected)
    wanted.set(`${placeOf.get(from) ?? ''}\n${decode(href)}`, placeOf.get(to) ?? '');

  const some = [...texts.keys()].sort().filter((_, at) => at % 10 === 0);
  const moved = new Map(
    some.map((path) => [path, join(dirname(path), 'moved here', path.split('/').pop() ?? '')]),
  );
  const shorter = new Map(
    some.flatMap((path): [string, string][] => {
      const name = path.slice(path.lastIndexOf('/') + 1, -3);
      return name.length < 5 ? [] : [[path, join(dirname(path), `${name.slice(0, 3)}${name.slice(4)}.md`)]];
    }),
  );
  const rename = (names: ReadonlyMap<string, string>) =>
    new Map([...texts].map(([path, text]) => [names.get(path) ?? path, text]));
  const without = new Map([...texts].filter(([path]) => !some.includes(path)));
  return [
    [
      'as written where it came from',
      count(asWritten, (path, href) => wanted.get(`${path}\n${decode(href)}`)),
    ],
    ['to a page that moved', count(rename(moved), led(moved))],
    ['to a page that got a letter less', count(rename(shorter), led(shorter))],
    ['to a page that is gone', count(without, led(new Map(some.map((one) => [one, '']))))],
  ];
}

/** What a link led to before its page got another name. */
function led(names: ReadonlyMap<string, string>): (path: string, href: string) => string | undefined {
  return (path, href) => names.get(join(dirname(path), decode(href).replace(/#.*$/, '')));
}

/** Checks the texts; `meant` answers the right page, an empty one where there is none, undefined for links that do not count. */
function count(
  texts: ReadonlyMap<string, string>,
  meant: (path: string, href: string) => string | undefined,
): Hints {
  const { library } = readFiles(Object.fromEntries(texts));
  const hints: Hints = { right: 0, wrong: 0, silent: 0, examples: [] };
  for (const { path, message, hint } of checkLibrary({ library, today, base: undefined })) {
    const href = /^The link to (.*) leads nowhere\.$/s.exec(message)?.[1];
    const right = href === undefined ? undefined : meant(path, href);
    if (href === undefined || right === undefined) continue;
    const named = /^Did you mean "(.*)"\?$/s.exec(hint ?? '')?.[1];
    if (named === undefined) hints.silent++;
    else if (
      right !== '' &&
      idOfPath(named.startsWith('#') ? path : join(dirname(path), decode(named))) === idOfPath(right)
    )
      hints.right++;
    else {
      hints.wrong++;
      hints.examples.push(`${path}  ${href}  named ${named}, not ${relative(dirname(path), right)}`);
    }
  }
  return hints;
}

function frontOf(text: string): string {
  return /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? '';
}

function decode(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
