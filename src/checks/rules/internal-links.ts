import { fileRule } from '../rule.ts';
import { linkRules } from '../../library/reading-rules.ts';
import { idOfPath, type Asset } from '../../library/asset.ts';
import type { Finding, Found } from '../../library/finding.ts';
import { downloadsOf, linksOf } from '../../library/kinds/asset-data.ts';
import type { Library } from '../../library/library.ts';
import { parseLink, relativePath } from '../../library/markdown/links.ts';
import { createFenceReader } from '../../library/markdown/fences.ts';
import { nearestAsset } from '../../library/nearest-asset.ts';
import { nearest } from '../../library/nearest.ts';
import { isLinkablePage } from '../../library/route-of.ts';
import { linkableAddresses } from '../../library/routes.ts';

/** Links to other assets, files and headings lead somewhere, in the body and in the front matter alike. */
const internalLinks = fileRule(
  {
    'missing-picture': { severity: 'error', says: 'A picture is not in the content folder.' },
    'missing-file': { severity: 'error', says: 'A file to download is not in content/files.' },
  },
  ({ library }, foundOf) =>
    (asset) =>
      checkLinks(asset, library, foundOf),
);

type FoundOf = (rule: 'missing-picture' | 'missing-file', what: Found) => Finding;

function checkLinks(asset: Asset, library: Library, foundOf: FoundOf): Finding[] {
  const findings: Finding[] = [];
  const found = (
    line: number,
    rule: 'broken-link' | 'missing-picture' | 'missing-file',
    message: string,
    hint: string,
  ) => {
    const what = { path: asset.path, line, message, hint };
    findings.push(rule === 'broken-link' ? linkRules.found(rule, what) : foundOf(rule, what));
  };

  const ids = () => [...library.byId.keys()];

  for (const { href, line, image } of asset.links) {
    const target = parseLink(href, asset.path);
    const at = asset.bodyLine + line - 1;
    if (href.trim() === '') {
      if (image) found(at, 'missing-picture', 'A picture names no file.', 'Name its file, or take it out.');
      else found(at, 'broken-link', 'A link has no address.', 'Write where it leads, or take the link out.');
      continue;
    }
    if (target.to === 'outside' && isUnfinished(href)) {
      found(
        at,
        'broken-link',
        `The link to ${href.slice(0, 80)} is no address of the web: a part of it was never filled in.`,
        'Write the address, or take the link out.',
      );
      continue;
    }
    if (target.to === 'outside') {
      if (!NOT_FOR_OTHERS.test(href) && !(RUNS.test(href) && !image)) continue;
      if (RUNS.test(href)) {
        found(
          at,
          'broken-link',
          'The link runs a script or holds a page of its own, which no page of the hub does, so it leads nowhere.',
          'Write the address that it is to open, or take the link out.',
        );
        continue;
      }
      found(
        at,
        'broken-link',
        `The link to ${href.slice(0, 80)} leads to a place on one computer or drive, which other people cannot open.`,
        'Put the file into content/files and link to it there, or take the link out.',
      );
      continue;
    }
    if (target.to === 'here') {
      if (!hasAnchor(asset, target.slug)) {
        found(
          at,
          'broken-link',
          `The link to #${target.slug} leads to no heading of this page.`,
          nearestHint(target.slug, asset.anchors),
        );
      }
      continue;
    }
    const path = target.path.replace(/^\//, '');
    if (image) {
      if (!library.otherFiles.has(path)) {
        found(
          at,
          'missing-picture',
          `The picture ${href} is not in the content folder.`,
          'Add the picture beside the text, or take the line out.',
        );
      }
      continue;
    }
    const id = target.to === 'file' ? target.id : idOfPath(path.replace(/\/$/, ''));
    const page = [id, `${id}/index`, `${id}/readme`].map((one) => library.byId.get(one)).find(Boolean);
    if (page !== undefined) {
      if (!hasAnchor(page, target.slug)) {
        found(
          at,
          'broken-link',
          `The link to ${href} leads to no heading of that page.`,
          nearestHint(target.slug, page.anchors),
        );
      }
    } else if (
      !library.otherFiles.has(path) &&
      !library.leftOut.has(id) &&
      !(target.to === 'page' && isLinkablePage(rooted(path), library))
    ) {
      const meant = meantBy({ to: target.to, path, id }, asset, library);
      found(
        at,
        'broken-link',
        `The link to ${href} leads nowhere.`,
        hintOf(meant === '#' ? `#${target.slug}` : meant),
      );
    }
  }

  for (const { href, line } of linksShownAsText(asset)) {
    found(
      asset.bodyLine + line,
      'broken-link',
      `The link to ${href.slice(0, 80)} is shown as it is typed, because its address holds blanks.`,
      `Set the address between angle brackets: (<${href.slice(0, 80)}>).`,
    );
  }
  for (const { at, id } of linksOf(asset)) {
    if (!library.byId.has(id) && !library.leftOut.has(id)) {
      found(
        asset.lineOf(at),
        'broken-link',
        `There is no asset with the id "${id}".`,
        hintOf(nearestAsset(id, ids())),
      );
    }
  }
  for (const { at, file } of downloadsOf(asset)) {
    if (!library.otherFiles.has(`files/${file}`)) {
      found(
        asset.lineOf(at),
        'missing-file',
        `The file ${file} is not in content/files.`,
        'Put the file there, or take the line out.',
      );
    }
  }
  return findings;
}

/** Addresses that open on one machine alone. */
const NOT_FOR_OTHERS = /^(?:file:|[a-z]:[\\/]|\\\\)/i;
/** Addresses that run code; a picture may hold itself. */
const RUNS = /^(?:javascript|vbscript|data):/i;

/** An address in which a program has left its word for "nothing", or which names no host: `https://www.notion.soundefined`. */
function isUnfinished(href: string): boolean {
  if (/^(?:https?:\/*$|about:)/i.test(href)) return true;
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(href) ?? [];
  return (
    /undefined$|^(?:null|nan)$/i.test(host.replace(/:\d+$/, '')) ||
    path.split('/').some((part) => /^(?:undefined|null|nan|\[object(?: |%20)object\])$/i.test(part))
  );
}

const WITH_BLANKS =
  /\]\((?!<)([^()<>\n"]*[^\s()<>"]\s+[^\s"'()<>][^()<>\n"]*\.[a-z\d]{2,5}(?:#[^()\s]*)?)\)/gi;

/** Links whose address holds blanks, which Markdown takes for words, with the 0-based line of the body. */
function linksShownAsText(asset: Asset): { href: string; line: number }[] {
  if (!asset.sections.some(({ text }) => text.includes(']('))) return [];
  const isCode = createFenceReader();
  return asset.body
    .split('\n')
    .flatMap((written, line) =>
      isCode(written)
        ? []
        : [...written.replace(/`[^`]*`/g, '').matchAll(WITH_BLANKS)].flatMap(([whole, href = '']) =>
            asset.sections.some(({ text }) => text.includes(whole)) ? [{ href, line }] : [],
          ),
    );
}

/** What was most likely meant, as this asset writes it: links from the root are meant for pages, all others for files. */
function meantBy({ to, path, id }: { to: string; path: string; id: string }, asset: Asset, library: Library) {
  const page = nearestPage(rooted(path), linkableAddresses(library));
  if (to === 'page' && page !== undefined) return page;
  // A page that is left out may be the one that was meant; then none is named.
  const known = [...library.byId.keys(), ...library.leftOut.keys()];
  const meant = library.byId.get(nearestAsset(id, known, asset.id) ?? '');
  return meant === undefined ? page : meant === asset ? '#' : relativePath(asset.path, meant.path);
}

const rooted = (path: string): string => `/${path}`.replace(/\/*$/, '/');

/** The nearest of the pages whose address has as many parts; of several parts the first is taken at its word. */
function nearestPage(path: string, pages: readonly string[]): string | undefined {
  const [, first = '', ...rest] = path.split('/');
  const start = rest.length === 1 ? '/' : `/${first}/`;
  const open = (page: string) => page.slice(start.length);
  const alike = pages.filter(
    (page) => page.startsWith(start) && page.split('/').length === path.split('/').length,
  );
  const name = nearest(open(path), alike.map(open));
  return name === undefined ? undefined : start + name;
}

/** The top of a page is always there. Browsers tell capital letters from small ones. */
function hasAnchor({ anchors }: Asset, anchor: string): boolean {
  return anchor === '' || anchors.includes(anchor);
}

function nearestHint(typed: string, known: readonly string[]): string {
  return hintOf(nearest(typed, known));
}

function hintOf(meant: string | undefined): string {
  return meant === undefined ? 'Correct the link, or take it out.' : `Did you mean "${meant}"?`;
}

export const linkedRules = [internalLinks] as const;
