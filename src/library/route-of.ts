import { kindDefinitions, kindNames, kinds } from './kinds/kinds.ts';
import type { FileRoute, KeptFolder, OfflineClass, PageRoute } from './route.ts';
import { fileRoutes, routes } from './routes.ts';

/** What a device has of the file at a path of the built site. */
export function offlineClassOf(path: string): OfflineClass {
  const route = routeOf(path);
  if (route === undefined) return 'never';
  if (route.offline !== 'of-its-kind') return route.offline;
  const [, folder = '', name = ''] = path.split('/');
  const kind = kindNames.find((each) => kinds[each].folder === folder);
  if (kind === undefined) return 'opened';
  const { offline } = kindDefinitions[kind];
  if (name === '') return offline === 'opened' ? 'opened' : 'lists';
  return offline === 'pages' ? (folder as KeptFolder) : 'opened';
}

/** The route of a path; of several the one that leaves least open. */
export function routeOf(path: string): PageRoute | FileRoute | undefined {
  return patterns.find(({ pattern }) => pattern.test(path))?.route;
}

const patterns = [...Object.values<PageRoute>(routes), ...Object.values<FileRoute>(fileRoutes)]
  .map((route) => ({ route, pattern: patternOf(route.address) }))
  .sort((a, b) => opennessOf(a.route) - opennessOf(b.route));

function opennessOf({ address }: PageRoute | FileRoute): number {
  // One segment left open is less than several; of two such the longer address says more.
  return (address.includes('[...') ? 2000 : address.includes('[') ? 1000 : 0) - address.length;
}

function patternOf(address: string): RegExp {
  const parts = address.split(/(\[[^\]]*\])/).map((part) => {
    if (part.startsWith('[...')) return '.+';
    return part.startsWith('[') ? '[^/]+' : part.replaceAll('.', '\\.');
  });
  return new RegExp(`^${parts.join('')}$`);
}
