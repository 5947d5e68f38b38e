import type { AstroIntegrationLogger } from 'astro';
import { compareFindings } from '../library/finding.ts';
import { renderList } from '../library/render-list.ts';
import type { SiteContent } from './content.ts';

/** Findings that are printed one by one, and files that are named; `npm run check` prints them all. */
const SHOWN = { findings: 10, missing: 3 } as const;

/** Says in a build and in dev what is wrong with the content, and first of all which pages readers will look for in vain. */
export function warnOfFindings(
  { findings, missing }: Pick<SiteContent, 'findings' | 'missing'>,
  logger: Pick<AstroIntegrationLogger, 'warn'>,
): void {
  if (missing.length > 0) logger.warn(renderMissing(missing));
  for (const { path, line, message, hint } of findings.toSorted(compareFindings).slice(0, SHOWN.findings)) {
    logger.warn(`${path}:${String(line)}  ${message} ${hint}`);
  }
  const more = findings.length - SHOWN.findings;
  if (more > 0) logger.warn(`… and ${String(more)} more: npm run check lists them all.`);
}

function renderMissing(missing: readonly string[]): string {
  const more = missing.length - SHOWN.missing;
  const named = [...missing.slice(0, SHOWN.missing), ...(more > 0 ? [`${String(more)} more`] : [])];
  const pages = missing.length === 1 ? '1 page' : `${String(missing.length)} pages`;
  return `${pages} will be missing, because of mistakes in ${renderList(named)}: npm run check lists them all.`;
}
