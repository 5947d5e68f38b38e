import type { AstroIntegrationLogger } from 'astro';
import { compareFindings, type Finding } from '../library/finding.ts';

/** Findings that are printed one by one; `npm run check` prints them all. */
const SHOWN = 10;

/** Says in a build and in dev what is wrong with the content. */
export function warnOfFindings(findings: readonly Finding[], logger: AstroIntegrationLogger): void {
  for (const { path, line, message, hint } of findings.toSorted(compareFindings).slice(0, SHOWN)) {
    logger.warn(`${path}:${String(line)}  ${message} ${hint}`);
  }
  const more = findings.length - SHOWN;
  if (more > 0) logger.warn(`… and ${String(more)} more: npm run check lists them all.`);
}
