/** The asset that a page shows, read from the page. */
import type { SavedAsset } from '../../reader/collections/collection.ts';
import type { ShownClaim } from '../../reader/visits/news.ts';

export interface AssetOfPage extends SavedAsset {
  revision: string;
}

/** Undefined on pages that show none. */
export function assetOfPage(): AssetOfPage | undefined {
  const article = document.querySelector<HTMLElement>('[data-asset]');
  const title = article?.querySelector('h1')?.textContent.trim();
  if (article?.dataset['asset'] === undefined || title === undefined) return undefined;
  const { asset_id: id, asset_rev: revision } = JSON.parse(article.dataset['asset']) as Record<
    'asset_id' | 'asset_rev',
    string
  >;
  return { id, title, revision };
}

/** Claims with the day on which each ends. */
export function claimsOnPage(): ShownClaim[] {
  return [...document.querySelectorAll<HTMLElement>('[data-asset] [data-until]')].map((claim) => {
    const heading = claim.closest('section')?.querySelector('h2');
    return {
      text: claim.querySelector('.words')?.textContent.trim() ?? '',
      slug: heading?.id ?? '',
      heading: heading?.textContent.trim() ?? '',
      until: claim.dataset['until'] ?? '',
    };
  });
}
