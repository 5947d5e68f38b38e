import { kindDefinitions, kindNames, kinds, type Kind } from './kinds/kinds.ts';
import { navigationGroups, type NavigationGroup, type NavigationNeed, type PageRoute } from './route.ts';
import { kindUrl, routes } from './routes.ts';

interface NavigationLink {
  href: string;
  icon: string;
  label: string;
  /** How many assets are behind it, where that says something. */
  count: number | undefined;
}

export interface NavigationPart {
  group: NavigationGroup;
  /** Heading of the part, to which it is folded; the first has none and stands open. */
  name: string | undefined;
  links: NavigationLink[];
}

/**
 * The navigation of a hub: pages in the order of their list, then kinds. What leads to nothing is left out.
 *
 * @param countByKind how many assets there are; a kind without any is not in it
 * @param has what the hub has of that which entries need
 */
export function buildNavigation(
  countByKind: ReadonlyMap<Kind, number>,
  has: Record<NavigationNeed, boolean>,
): NavigationPart[] {
  const all = [...countByKind.values()].reduce((sum, count) => sum + count, 0);
  const groups = Object.keys(navigationGroups) as NavigationGroup[];
  return groups
    .map((group) => {
      const pages = Object.values<PageRoute>(routes).flatMap(({ address, title = '', navigation }) => {
        if (navigation?.group !== group) return [];
        const { label = title, icon, needs } = navigation;
        if (needs !== undefined && !has[needs]) return [];
        return [{ href: address, icon, label, count: address === routes.library.address ? all : undefined }];
      });
      const ofKinds = kindNames
        .filter((kind) => kindDefinitions[kind].navigation.group === group && countByKind.has(kind))
        .sort((a, b) => kindDefinitions[a].navigation.place - kindDefinitions[b].navigation.place)
        .map((kind) => ({
          href: kindUrl(kind),
          icon: kind,
          label: kinds[kind].plural,
          count: countByKind.get(kind),
        }));
      return { group, name: navigationGroups[group], links: [...pages, ...ofKinds] };
    })
    .filter(({ links }) => links.length > 0);
}
