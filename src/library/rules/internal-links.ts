import type { Rule } from './rule.ts';
import { idOfPath } from '../asset.ts';
import type { Finding } from '../finding.ts';
import { bodyLinks, parseLink } from '../links.ts';
import type { Library } from '../library.ts';
import { nearest } from '../nearest.ts';

/** Links to other assets, files and headings lead somewhere, in the body and in the front matter alike. */
export const internalLinks: Rule = (asset, library) => {
  const findings: Finding[] = [];
  const found = (line: number, rule: string, message: string, hint: string) =>
    findings.push({ path: asset.path, line, severity: 'error', rule, message, hint });

  for (const { href, line, image } of bodyLinks(asset.body)) {
    const target = parseLink(href, asset.path);
    const at = asset.bodyLine + line - 1;
    if (target.to === 'outside') continue;
    if (target.to === 'here') {
      if (
        target.slug !== '' &&
        !asset.sections.some((section) => section.slug === target.slug.toLowerCase())
      ) {
        found(
          at,
          'broken-link',
          `The link to #${target.slug} leads to no heading of this page.`,
          nearestHint(
            target.slug,
            asset.sections.map((s) => s.slug),
          ),
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
    } else if (
      !leadsSomewhere(path, target.to === 'file' ? target.id : idOfPath(path.replace(/\/$/, '')), library)
    ) {
      found(
        at,
        'broken-link',
        `The link to ${href} leads nowhere.`,
        nearestHint(path, [...library.byId.keys()]),
      );
    }
  }

  const ids: [PropertyKey[], string][] = asset.data.related.map((id, index) => [['related', index], id]);
  if ('pairs_with' in asset.data && asset.data.pairs_with !== undefined)
    ids.push([['pairs_with'], asset.data.pairs_with]);
  if (asset.kind === 'play') {
    asset.data.steps.forEach(({ use }, index) => {
      if (use !== undefined) ids.push([['steps', index, 'use'], use]);
    });
  }
  for (const [key, id] of ids) {
    if (!library.byId.has(id)) {
      found(
        asset.lineOf(key),
        'broken-link',
        `There is no asset with the id "${id}".`,
        nearestHint(id, [...library.byId.keys()]),
      );
    }
  }
  if (asset.kind === 'collateral') {
    asset.data.downloads.forEach(({ file }, index) => {
      if (!library.otherFiles.has(`files/${file}`)) {
        found(
          asset.lineOf(['downloads', index, 'file']),
          'missing-file',
          `The file ${file} is not in content/files.`,
          'Put the file there, or take the line out.',
        );
      }
    });
  }
  return findings;
};

const SITE_PAGES = new Set(['', 'library', 'adoption', 'my-data']);

function leadsSomewhere(path: string, id: string, library: Library): boolean {
  const bare = path.replace(/\/$/, '');
  return (
    library.otherFiles.has(path) ||
    library.byId.has(id) ||
    library.byId.has(`${id}/index`) ||
    SITE_PAGES.has(bare)
  );
}

function nearestHint(typed: string, known: readonly string[]): string {
  const meant = known.length > 3000 ? undefined : nearest(typed, known);
  return meant === undefined ? 'Correct the link, or take it out.' : `Did you mean "${meant}"?`;
}
