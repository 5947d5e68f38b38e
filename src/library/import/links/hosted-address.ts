import { decodeAddress } from './address.ts';
import type { Destination } from './destination.ts';
import type { TargetIndex } from './target-index.ts';

/** A page of a wiki by the address it has there: Confluence's number, which an export sets behind its name, or SharePoint's file. */
export function hostedPage(href: string, index: TargetIndex): Destination | undefined {
  const number =
    /(?:\/pages\/viewpage\.action\?(?:[^#]*&)?pageId=|\/wiki\/spaces\/[^/?#]+\/pages\/)(\d+)/i.exec(
      href,
    )?.[1];
  const obsidian = /^obsidian:\/\/open\?(?:[^#]*&)?file=([^&#]+)/i.exec(href)?.[1];
  const sharepoint = /^https:\/\/[\w-]+\.sharepoint\.com\/([^?#]+)/i.exec(href)?.[1];
  const fragment = decodeAddress(/#(.*)$/s.exec(href)?.[1] ?? '');
  if (number !== undefined) {
    const path = index.byExportId(number);
    return path === undefined ? undefined : { to: 'file', path, fragment };
  }
  if (obsidian !== undefined) {
    const [name = '', part = ''] = decodeAddress(obsidian).split(/#(.*)/s);
    const path = index.byName(name, '');
    return path === undefined ? undefined : { to: 'file', path, fragment: part };
  }
  if (sharepoint === undefined) return undefined;
  const path = endOf(decodeAddress(sharepoint), index);
  return path === undefined ? undefined : { to: 'file', path, fragment };
}

/** Confluence shows a page at the key of its space and its title too: `/display/SALES/Price+list`. */
export function displayed(href: string, from: string, index: TargetIndex): string | undefined {
  const title = /^(?:https?:\/\/[^/]+)?\/(?:wiki\/|confluence\/)?display\/[\w~.-]+\/([^/?#]+)/i.exec(
    href,
  )?.[1];
  const words = title === undefined ? '' : decodeAddress(title.replaceAll('+', ' '));
  return words === '' ? undefined : index.byName(words.replaceAll('/', ' '), from);
}

/** SharePoint writes links from the root of its server: `/sites/sales/SitePages/Prices.aspx`. */
export function ofTeamSite(address: string, index: TargetIndex): string | undefined {
  return /^\/(?:sites|teams|personal)\/[^/]+\//i.test(address) ? endOf(address, index) : undefined;
}

/** Docusaurus keeps what it shows at `/docs/1.0/` in a folder `version-1.0`. */
export function ofVersion(address: string, index: TargetIndex): string | undefined {
  const [, version = '', rest = ''] = /\/(\d+(?:\.[\dx]+)*)\/(.+)$/.exec(address) ?? [];
  const [found, second] = version === '' ? [] : index.endingIn(`version-${version}/${rest}`);
  return second === undefined ? found?.path : undefined;
}

/** The one target whose folder and name an address ends in. */
function endOf(address: string, index: TargetIndex): string | undefined {
  const parts = address.split('/').slice(-2);
  if (parts.length < 2) return undefined;
  const [found, second] = index.endingIn(parts.join('/'));
  return second === undefined ? found?.path : undefined;
}
