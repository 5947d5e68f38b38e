/** Chapters of lunr's one file that analysis stands on; its index, its pipelines, its queries and their parser are most of the rest. */
const KEPT = ['stemmer', 'stopWordFilter'];
/** For pipelines that are stored by the names of their functions. */
const REGISTERED = /^lunr\.Pipeline\.registerFunction\(.*$/gm;
const CHAPTER = /(?=\/\*!\n \* lunr\.(\w+)\n)/;
const EXPORT = '/**\n   * export the module';

/**
 * lunr is one file that no bundler can take apart, and a search needs its stemmer and stop words alone: without the rest
 * the search worker is a third smaller. In the build only; everywhere else lunr is whole.
 */
export function lunrStemmer() {
  return {
    name: 'lunr-analysis',
    apply: 'build' as const,
    enforce: 'pre' as const,
    transform: (code: string, id: string) =>
      id.endsWith('/lunr/lunr.js') ? { code: cutLunr(code), map: null } : undefined,
  };
}

/** Throws when this is not the lunr that it knows. */
export function cutLunr(code: string): string {
  const [head = '', ...chapters] = code.split(CHAPTER);
  const kept: string[] = [];
  for (let at = 0; at < chapters.length; at += 2) {
    if (KEPT.includes(chapters[at] ?? '')) kept.push(chapters[at + 1] ?? '');
  }
  const end = code.indexOf(EXPORT);
  if (kept.length !== KEPT.length || end < 0) {
    throw new Error(
      'lunr has other chapters than it had. See KEPT in src/integration/lunr-stemmer.ts, or leave the plugin out of hub.ts: the search works without it and weighs more.',
    );
  }
  return [head, ...kept, code.slice(end)].join('').replace(REGISTERED, '');
}
