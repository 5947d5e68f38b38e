/** How a visit that came from a search ends: by its first sign of having found the place, or not (`usage/landing.ts`). */
import { MAX_SCROLLED_WINDOWS } from '../../usage/landing.ts';
import { reportAnswer } from '../search/answer-timer.ts';
import { endLanding, readOpenedHit, writeOpenedHit, type OpenedHit } from './opened-hit.ts';
import type { UnsentReport } from './unsent-reports.ts';

function hitOfPage(): OpenedHit | undefined {
  const hit = readOpenedHit();
  return hit?.path === location.pathname ? hit : undefined;
}

/**
 * Follows what happens on this page. Gives what is to hear of each report of it.
 *
 * @param openedAt when this page was opened, in milliseconds since 1970; reports from before are of another one
 */
export function followLanding(openedAt: number): (told: UnsentReport) => void {
  let from = 0;

  function land(at: number): void {
    const hit = hitOfPage();
    if (hit === undefined) return;
    from = scrollY;
    if (hit.landedAt === undefined) writeOpenedHit({ ...hit, landedAt: at, isEnded: location.hash === '' });
    addEventListener('scroll', tellScrolled, { passive: true });
  }

  function tellScrolled(): void {
    if (Math.abs(scrollY - from) <= MAX_SCROLLED_WINDOWS * innerHeight) return;
    removeEventListener('scroll', tellScrolled);
    endLanding('scrolled');
  }

  land(openedAt);
  // A hit may lead to another place of the page that is open.
  addEventListener('hashchange', () => land(Date.now()));

  return ({ event, properties, at }) => {
    if (at < openedAt || (event !== 'asset_copied' && event !== 'asset_rated')) return;
    const hit = hitOfPage();
    const { asset_id, surface } = properties;
    if (hit?.landedAt === undefined || asset_id !== hit.asset.asset_id || surface === 'palette') return;
    if (event === 'asset_rated') return endLanding(properties.rating === 'not_useful' ? 'refused' : 'rated');
    endLanding('copied');
    const { began, isTimed } = hit;
    if (began === undefined || isTimed === true) return;
    writeOpenedHit({ ...hit, isEnded: true, isTimed: true });
    reportAnswer(at - began, 'copied', 'page');
  };
}
