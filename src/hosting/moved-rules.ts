/**
 * Old addresses as rules of each host, so that it leads on by itself. The page that lies at an old address does the same where
 * a host has no rules, or not so many; ids hold letters, digits, hyphens and slashes alone, so none has to be quoted.
 */

/** Where a page was, and where it is now: addresses such as `/answers/größe/`. */
export interface MovedAddress {
  from: string;
  to: string;
}

/** `_redirects` of Cloudflare and Netlify: one a line, from, to, status. */
export const renderUnderscoreRedirects = (moved: readonly MovedAddress[]): string =>
  moved.map(({ from, to }) => `${encodeURI(from)} ${encodeURI(to)} 301\n`).join('');

/** For a `server` of nginx, which compares what letters stand for and sends what is written. What follows `?` goes along. */
export const nginxRewrites = (moved: readonly MovedAddress[]): string[] =>
  moved.map(({ from, to }) => `rewrite "^${from}?(?:index\\.html)?$" "${encodeURI(to)}" permanent;`);

/** Apache writes letters as their numbers itself. */
export const apacheRedirects = (moved: readonly MovedAddress[]): string[] =>
  moved.map(({ from, to }) => `RedirectMatch 301 "^${from}?(?:index\\.html)?$" "${to}"`);

export const azureRedirects = (moved: readonly MovedAddress[]) =>
  moved.map(({ from, to }) => ({ route: encodeURI(from), redirect: encodeURI(to), statusCode: 301 }));

/** A bucket knows files alone: the address of a page names the one in its folder, and one without the last slash leads there. */
export function renderCloudFrontFunction(moved: readonly MovedAddress[]): string {
  const table = Object.fromEntries(moved.map(({ from, to }) => [encodeURI(from), encodeURI(to)]));
  return `var moved = ${JSON.stringify(table)};

function handler(event) {
  var request = event.request;
  var page = /(^|\\/)[^/.]+$/.test(request.uri) ? request.uri + '/' : request.uri;
  var to = Object.hasOwn(moved, page) ? moved[page] : page;
  if (to === request.uri) {
    if (to.endsWith('/')) request.uri += 'index.html';
    return request;
  }
  var query = Object.keys(request.querystring).map(function (name) {
    return name + '=' + request.querystring[name].value;
  });
  var location = to + (query.length > 0 ? '?' + query.join('&') : '');
  return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: location } } };
}
`;
}
