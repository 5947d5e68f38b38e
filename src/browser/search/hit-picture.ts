/** The picture of the page that a hit opens at. Fetched with the first hit that has one, after what it says is there. */
import { PICTURES_PREFIX } from '../../library/addresses.ts';
import type { ListedPicture } from '../../library/picture-list.ts';
import { savesData } from '../saves-data.ts';

export interface HitPicture {
  /** Addresses of the small and the large one. */
  src: string;
  large: string;
  alt: string;
}

const lists = new Map<string, Promise<readonly ListedPicture[]>>();

/**
 * Undefined without a network, and for who asked for as few bytes as possible.
 *
 * @param pictures names the list of its page
 * @param slug where it opens; '' for the top of its page
 */
export async function findPicture({
  pictures,
  slug,
}: {
  pictures: string;
  slug: string;
}): Promise<HitPicture | undefined> {
  if (savesData()) return undefined;
  const list = lists.get(pictures) ?? fetchList(pictures);
  lists.set(pictures, list);
  const found = pictureAt(await list, slug);
  if (found === undefined) return undefined;
  const [small, large, alt] = found;
  return { src: addressOf(small), large: addressOf(large), alt };
}

const addressOf = (name: string): string => `${PICTURES_PREFIX}${name}.webp`;

async function fetchList(name: string): Promise<readonly ListedPicture[]> {
  try {
    const response = await fetch(`${PICTURES_PREFIX}${name}.json`);
    return response.ok ? ((await response.json()) as ListedPicture[]) : [];
  } catch {
    lists.delete(name);
    return [];
  }
}

/**
 * The picture of the page that an anchor leads to; else the first one.
 *
 * @param slug of a part or a sentence; '' for the top of the page
 */
export function pictureAt(pictures: readonly ListedPicture[], slug: string): ListedPicture | undefined {
  const found = (leads: (own: string) => boolean) => pictures.find(([, , , ...slugs]) => slugs.some(leads));
  return found((own) => slug === own) ?? found((own) => slug.startsWith(`${own}/`)) ?? pictures[0];
}
