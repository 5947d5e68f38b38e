import { fileRule } from '../rule.ts';
import { linkRules } from '../../library/reading-rules.ts';
import { idOfPath, type Asset } from '../../library/asset.ts';
import type { Finding, Found } from '../../library/finding.ts';
import { downloadsOf, hasDataParts, linksOf } from '../../library/kinds/asset-data.ts';
import type { Library } from '../../library/library.ts';
import { parseLink, relativePath } from '../../library/markdown/links.ts';
import { ownAnchors } from '../../library/own-anchors.ts';
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
    if (target.to === 'outside') {
      if (!NOT_FOR_OTHERS.test(href)) continue;
      found(
        at,
        'broken-link',
        /^javascript:/i.test(href)
          ? 'The link runs a script, which no page of the hub does, so it leads nowhere.'
          : `The link to ${href.slice(0, 80)} leads to a place on one computer or drive, which other people cannot open.`,
        'Put the file into content/files and link to it there, or take the link out.',
      );
      continue;
    }
    if (target.to === 'here') {
      if (!hasHeading(asset, target.slug)) {
        found(
          at,
          'broken-link',
          `The link to #${target.slug} leads to no heading of this page.`,
          nearestHint(target.slug, slugsOf(asset)),
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
      if (!hasHeading(page, target.slug)) {
        found(
          at,
          'broken-link',
          `The link to ${href} leads to no heading of that page.`,
          nearestHint(target.slug, slugsOf(page)),
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

/** Addresses that open on one machine alone, or run code. */
const NOT_FOR_OTHERS = /^(?:file:|[a-z]:[\\/]|\\\\|javascript:|vbscript:)/i;

/** What was most likely meant, as this asset writes it: links from the root are meant for pages, all others for files. */
function meantBy({ to, path, id }: { to: string; path: string; id: string }, asset: Asset, library: Library) {
  const page = nearestPage(rooted(path), linkableAddresses(library));
  if (to === 'page' && page !== undefined) return page;
  const meant = library.byId.get(nearestAsset(id, [...library.byId.keys()], asset.id) ?? '');
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

function hasHeading(asset: Asset, slug: string): boolean {
  // Data have anchors of their own beside those of the body.
  if (slug === '' || hasDataParts(asset.kind)) return true;
  return (
    asset.sections.some((section) => section.slug === slug || section.slug === slug.toLowerCase()) ||
    ownAnchors(asset.body).includes(slug)
  );
}

function slugsOf(asset: Asset): string[] {
  return asset.sections.map((section) => section.slug).filter((slug) => slug !== '');
}

function nearestHint(typed: string, known: readonly string[]): string {
  return hintOf(nearest(typed, known));
}

function hintOf(meant: string | undefined): string {
  return meant === undefined ? 'Correct the link, or take it out.' : `Did you mean "${meant}"?`;
}

export const linkedRules = [internalLinks] as const;
