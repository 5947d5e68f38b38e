/**
 * One page has many addresses that hosts lead to it: with letters written as their numbers, in small or large hex, with
 * the name of the file behind the last slash. A device knows it by the path that the build gave it.
 */

/** The path that the build gave to what lies at the address's path: `/answers/größe/` of `/answers/gr%c3%b6%C3%9Fe/index.html`. */
export function pathOfAddress(pathname: string): string {
  const path = pathname
    .split('/')
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        // No UTF-8: no page has it.
        return part;
      }
    })
    .join('/');
  return path.replace(/\/index\.html?$/, '/');
}

/** A path as the browser writes it in an address: also where a name holds what ends a path. */
export function addressOf(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent);
}
