import type { Asset } from '../../library/asset.ts';
import { claimsOf, linkOf } from '../../library/kinds/asset-data.ts';
import type { Library } from '../../library/library.ts';
import { placeOfLink } from '../../library/link-providers.ts';

/** Where an address of somebody else stands. */
export interface LinkMention {
  /** Id of the asset. */
  asset: string;
  /** Path of its file inside the content folder. */
  path: string;
  /** 1-based line of the file. */
  line: number;
}

/** An address outside the hub that pages lead to. */
export interface LinkedAddress {
  /** Without what stands behind `#`, which no server hears of. */
  address: string;
  /** What is asked in its place, where the provider answers only there. */
  asks: string;
  mentions: readonly LinkMention[];
}

/** All addresses outside the hub that its pages lead to: what lies elsewhere, sources of claims, and links of texts; each once. */
export function linkedAddresses({ assets }: Pick<Library, 'assets'>): LinkedAddress[] {
  const found = assets.flatMap(addressesOf);
  return [...Map.groupBy(found, ({ address }) => address)].map(([address, same]) => ({
    address,
    asks: placeOfLink(address).asks ?? address,
    mentions: same.map(({ mention }) => mention),
  }));
}

function addressesOf(asset: Asset): { address: string; mention: LinkMention }[] {
  const link = linkOf(asset);
  const written: { text: string; line: number }[] = [
    ...(link === undefined ? [] : [{ text: link, line: asset.lineOf(['link']) }]),
    ...claimsOf(asset).flatMap(({ key, claims }) =>
      claims.flatMap(({ source_url }, at) =>
        source_url === undefined ? [] : [{ text: source_url, line: asset.lineOf([key, at, 'source_url']) }],
      ),
    ),
    ...asset.links.map(({ href, line }) => ({ text: href, line: asset.bodyLine + line - 1 })),
  ];
  return written.flatMap(({ text, line }) => {
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return [];
    const url = new URL(text);
    url.hash = '';
    return [{ address: url.href, mention: { asset: asset.id, path: asset.path, line } }];
  });
}
