import { exportIdOf, folderOf } from './links/address.ts';
import type { ImportFile } from './import-plan.ts';

/** Files by which a tool is known that shows a page whatever its date is. */
const SHOWS =
  /(?:^|\/)(?:docusaurus\.config\.[cm]?[jt]s|sidebars\.(?:js|ts|json)|mkdocs\.ya?ml|SUMMARY\.md|\.gitbook\.yaml|book\.(?:json|toml)|\.obsidian\/|\.vitepress\/|antora\.yml|eleventy\.config\.[cm]?js|\.eleventy\.js|astro\.config\.[cm]?[jt]s)$/i;
/** Files that hold the settings of Hugo and Jekyll. */
const HIDES = /(?:^|\/)(?:hugo|config|_config)\.(?:toml|ya?ml|json)$/i;
const BUILDS_FUTURE = /^[ \t]*["']?(?:buildFuture|future)["']?[ \t]*[:=][ \t]*true\b/im;

/** Whether a file holds the settings of a site. */
export function isSiteSettings(path: string): boolean {
  return HIDES.test(path) || /(?:^|\/)(?:mkdocs\.ya?ml|docusaurus\.config\.[cm]?[jt]s)$/i.test(path);
}

/**
 * Tells whether a `date` that is still to come keeps a page from readers. Hugo and Jekyll make no page of it, unless their
 * settings say so, and their authors rely on that for what is announced later. Everywhere else a date is what it is called
 * in a meeting's notes or a launch plan: Docusaurus, MkDocs, GitBook, Obsidian, Notion and wikis show the page, and
 * readers would miss it here. A folder that shows no sign of its tool is mostly the `content` of one of the first two, so
 * that its page becomes a draft: named, and shown by taking out one line, where the other way tells what nobody was to know yet.
 */
export function findFutureHabits(
  paths: readonly string[],
  settings: readonly ImportFile[],
): (path: string) => 'hidden' | 'shown' {
  const byRoot = new Map<string, 'hidden' | 'shown'>();
  for (const path of paths) if (SHOWS.test(path)) byRoot.set(folderOf(path.replace(/\/$/, '')), 'shown');
  for (const { path, bytes } of settings) {
    if (!HIDES.test(path)) continue;
    const shows = bytes !== undefined && BUILDS_FUTURE.test(new TextDecoder().decode(bytes));
    const root = folderOf(path).replace(/(?:^|\/)config(?:\/[^/]+)?$/, '');
    byRoot.set(root, shows ? 'shown' : 'hidden');
  }
  return (path) => {
    if (exportIdOf(path) !== undefined || /\.(?:html?|aspx|csv)$/i.test(path)) return 'shown';
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const habit = byRoot.get(folder);
      if (habit !== undefined) return habit;
      if (folder === '') return 'hidden';
    }
  };
}
