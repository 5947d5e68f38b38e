/**
 * The hit of a search that was opened last in this tab, so that the page it leads to can tell whether it was the right
 * place, and how long the way from the first letter took. It is forgotten with the tab.
 */
import { SEARCHED_AGAIN_MS, type LandingEnd } from '../../usage/landing.ts';
import type { KeptKey } from '../kept-keys.ts';
import { whoOptedOut } from './consent.ts';
import { report, type ReportedEvent } from './hub-event.ts';

type Landed = Extract<ReportedEvent, { event: 'landing_ended' }>['properties'];

/** Times in milliseconds since 1970. */
export interface OpenedHit {
  asset: Omit<Landed, 'surface' | 'by'>;
  /** The page that it leads to, without the place in it. */
  path: string;
  /** When the first letter was typed; undefined where none was. */
  began?: number | undefined;
  /** When its page was there. */
  landedAt?: number;
  /** Whether it is known how the landing ended, or there is none: the page was opened at its top. */
  isEnded?: boolean;
  /** Whether it was told how long the way took. */
  isTimed?: boolean;
}

const SLOT = 'hub:opened-hit';

export function readOpenedHit(): OpenedHit | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(SLOT) ?? 'null') ?? undefined) as OpenedHit | undefined;
  } catch {
    return undefined;
  }
}

export function writeOpenedHit(hit: OpenedHit): void {
  if (whoOptedOut() !== undefined) return;
  try {
    sessionStorage.setItem(SLOT satisfies KeptKey, JSON.stringify(hit));
  } catch {
    // A tab that keeps nothing tells nothing of landings.
  }
}

export function forgetOpenedHit(): void {
  try {
    sessionStorage.removeItem(SLOT);
  } catch {
    // Where nothing is kept there is nothing to forget.
  }
}

/** Tells, once, what ended the landing. Does nothing where there is none. */
export function endLanding(by: LandingEnd): void {
  const hit = readOpenedHit();
  if (hit?.landedAt === undefined || hit.isEnded === true) return;
  writeOpenedHit({ ...hit, isEnded: true });
  if (by === 'searched' && Date.now() - hit.landedAt > SEARCHED_AGAIN_MS) return;
  report({ event: 'landing_ended', properties: { ...hit.asset, surface: 'page', by } });
}
