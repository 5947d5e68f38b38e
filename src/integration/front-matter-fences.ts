/** The parts of gray-matter that read YAML, run JavaScript, and open files. The hub wants only its fences. */
const UNUSED = /\/gray-matter\/lib\/engines\.js$/;
const READS_FILES = /\/gray-matter\/index\.js$/;

/**
 * The worker that checks drafts takes along no second YAML parser, no `eval` and nothing of Node. In the build only;
 * everywhere else gray-matter is whole.
 */
export function frontMatterFences() {
  return {
    name: 'fences-alone',
    apply: 'build' as const,
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (UNUSED.test(id)) return { code: 'module.exports = {};', map: null };
      if (READS_FILES.test(id)) return { code: code.replace("require('fs')", '{}'), map: null };
      return undefined;
    },
  };
}
