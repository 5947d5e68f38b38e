/** What of imported pages lies elsewhere and may be a page of its own: owned, reviewed, searched and counted like any other. */
import { placeOfLink } from '../link-providers.ts';
import type { ImportedPage } from './imported-page.ts';
import type { LinkProposal } from './import-plan.ts';

/** Of an address what may be another on each page that leads to the same thing. */
const FLEETING = /^(?:utm_\w+|usp|ouid|rtpof|sd|si|t|feature|ref|pli|sid|tab|folder)$/;

/** What all providers have and nobody presents; the first that fits says why. */
const REASONS: readonly (readonly [test: (url: URL, provider: string) => boolean, why: string])[] = [
  [
    ({ pathname }) =>
      /^\/(?:(?:document|presentation|spreadsheets)(?:\/u\/\d+)?\/?)?$/.test(pathname) ||
      /^\/(?:results|pricing|about|blog|help|feed|download|terms|privacy)\b/.test(pathname),
    'it is a page of the provider, and nothing of yours',
  ],
  [
    ({ pathname, searchParams, hostname }) =>
      hostname.endsWith('youtube.com') && /^\/[^/]*\/?$/.test(pathname) && !searchParams.has('v'),
    'it is a channel: propose what is in it, one by one',
  ],
  [
    ({ pathname }) =>
      /\/(?:folders?|folderview|playlist|channel|user|c|spaces?|team|u\/\d+\/?$)(?:\/|$)/.test(pathname) ||
      pathname.startsWith('/@'),
    'it is a folder, a channel or a space: propose what is in it, one by one',
  ],
  [
    ({ pathname }, provider) =>
      provider === 'Google Forms' || /\/(?:login|signin|signup|share-invite|invite)(?:\/|$)/.test(pathname),
    'it asks for something and shows nothing',
  ],
  [
    ({ pathname }) => /\/(?:copy|export)$/.test(pathname),
    'it makes a copy for whoever opens it: link what it is a copy of',
  ],
];

/**
 * All that pages link to with a provider that is known, most linked first. Other addresses are links of a text, and none is named.
 */
export function proposeLinks(
  pages: readonly Pick<ImportedPage, 'path' | 'body' | 'links'>[],
): LinkProposal[] {
  const found = new Map<string, LinkProposal>();
  for (const page of pages) {
    // Read once: it is unpacked each time it is asked for.
    const { path, links, body } = page;
    for (const { href, words } of [...linked(body, links), ...bare(body, links)]) {
      const url = /^https?:/i.test(href) ? URL.parse(href) : null;
      if (url === null) continue;
      const { name: provider } = placeOfLink(url.href);
      if (provider === url.hostname.replace(/^www\./, '')) continue;
      const address = withoutFleeting(url);
      const known = found.get(address);
      if (known !== undefined) {
        if (!known.pages.includes(path)) known.pages.push(path);
        continue;
      }
      const whyNot = REASONS.find(([test]) => test(url, provider))?.[1];
      found.set(address, {
        address,
        provider,
        title: words === '' ? address : words,
        pages: [path],
        ...(whyNot === undefined ? {} : { whyNot }),
      });
    }
  }
  return [...found.values()].sort(
    (a, b) => b.pages.length - a.pages.length || (a.address < b.address ? -1 : 1),
  );
}

interface NamedLink {
  href: string;
  /** '' for none. */
  words: string;
}

const linked = (body: string, links: ImportedPage['links']): NamedLink[] =>
  links
    .filter(({ image }) => !image)
    .map(({ href, whole }) => ({
      href,
      words:
        whole === undefined
          ? ''
          : body
              .slice(whole.wordsFrom, whole.wordsTo)
              .replaceAll(/[\s*_`]+/g, ' ')
              .trim(),
    }));

/** Addresses that stand in the text as they are, which need no translating and so are among no links. */
const bare = (body: string, links: ImportedPage['links']): NamedLink[] => {
  const known = new Set(links.map(({ href }) => href));
  return [...body.matchAll(/https?:\/\/[^\s<>()[\]"'`|]+/gi)]
    .map(([href]) => ({
      href: href.replace(/[.,;:!?*_]+$/, ''),
      words: '',
    }))
    .filter(({ href }) => !known.has(href));
};

function withoutFleeting(url: URL): string {
  const own = new URL(url);
  for (const name of url.searchParams.keys()) if (FLEETING.test(name)) own.searchParams.delete(name);
  own.hash = '';
  return own.href;
}
