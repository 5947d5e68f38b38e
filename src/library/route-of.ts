import { fillAddress } from './addresses.ts';
import { kindDefinitions, kindNames, kinds } from './kinds/kinds.ts';
import type { FileRoute, KeptFolder, OfflineClass, PageRoute, RoutedContent } from './route.ts';
import { fileRoutes, routes } from './routes.ts';

/** What a device has of the file at a path of the built site, such as `/answers/price/` or `/search/0a/terms-1.txt`. */
export function offlineClassOf(path: string): OfflineClass {
  const route = routeOf(path);
  if (route === undefined) return 'never';
  if (route.offline !== 'of-its-kind') return route.offline;
  const [, folder = '', name = ''] = path.split('/');
  const kind = kindNames.find((each) => kinds[each].folder === folder);
  if (kind === undefined) return 'never';
  const { offline } = kindDefinitions[kind];
  if (name === '') return offline === 'opened' ? 'opened' : 'lists';
  return offline === 'pages' ? (folder as KeptFolder) : 'opened';
}

/** Whether content may link to the page at a path, assets aside: those are checked with their headings. */
export function isLinkablePage(path: string, content: RoutedContent): boolean {
  const route = routeOf(path);
  if (route === undefined || !('isLinkable' in route) || route.address === routes.asset.address) return false;
  const { address, isLinkable, values } = route;
  if (!isLinkable || values === undefined) return isLinkable;
  return values(content).some((value) => fillAddress(address, value) === path);
}

/** The route of a path; of several the one that leaves least open. */
export function routeOf(path: string): PageRoute | FileRoute | undefined {
  return fixed.get(path) ?? patterns.find(({ pattern }) => pattern.test(path))?.route;
}

const all = [...Object.values<PageRoute>(routes), ...Object.values<FileRoute>(fileRoutes)];
const fixed = new Map<string, PageRoute | FileRoute>(all.map((route) => [route.address, route]));
const patterns = all
  .filter(({ address }) => address.includes('['))
  .map((route) => ({ route, pattern: patternOf(route.address) }))
  .sort((a, b) => opennessOf(a.route) - opennessOf(b.route));

function opennessOf({ address }: PageRoute | FileRoute): number {
  // One segment left open is less than several; of two such the longer address says more.
  return (address.includes('[...') ? 1000 : 0) - address.length;
}

function patternOf(address: string): RegExp {
  const parts = address.split(/(\[[^\]]*\])/).map((part) => {
    if (part.startsWith('[...')) return '(.+)';
    return part.startsWith('[') ? '([^/]+)' : part.replaceAll('.', '\\.');
  });
  return new RegExp(`^${parts.join('')}$`);
}
