import type { ImportFile } from '../import-plan.ts';

const ADDRESS =
  /(?:^|[{,])[ \t]*["']?(?:baseURL|site_url|url)["']?[ \t]*[:=][ \t]*["']?(https?:\/\/[^"'\s,]+)/im;

/** The folder of its host that a site stands in, as Jekyll and Docusaurus name it apart. */
const BASE = /(?:^|[{,])[ \t]*["']?base_?url["']?[ \t]*:[ \t]*["']?\/([\w/.-]*\w)\/?["']?[ \t]*(?:$|[,}#])/im;

/**
 * The folders of their hosts that sites stand in, such as `help` where links of the site begin with `/help/`: named apart, or
 * as the rest of the site's address.
 */
export function findBaseFolders(settings: readonly ImportFile[]): string[] {
  return settings.flatMap(({ bytes }) => {
    const text = bytes === undefined ? '' : new TextDecoder().decode(bytes);
    const base =
      BASE.exec(text)?.[1] ?? /^https?:\/\/[^/]+\/(.+?)\/*$/.exec(ADDRESS.exec(text)?.[1] ?? '')?.[1];
    return base === undefined ? [] : [base];
  });
}

/** The addresses on the web of the sites that a folder holds, as their settings name them, without a slash at the end. */
export function findOwnAddresses(settings: readonly ImportFile[]): string[] {
  return settings.flatMap(({ bytes }) => {
    const text = bytes === undefined ? '' : new TextDecoder().decode(bytes);
    const address = ADDRESS.exec(text)?.[1]?.replace(/\/+$/, '');
    const base = BASE.exec(text)?.[1];
    // The longer one is tried first.
    return address === undefined ? [] : [...(base === undefined ? [] : [`${address}/${base}`]), address];
  });
}
