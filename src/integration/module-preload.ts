/** Vite's module around every `import()`: it asks for what the code will import together with the code itself. */
const HELPER = '\0vite/preload-helper.js';
const NAME = '__vitePreload';

/**
 * Vite's own writing of it is a quarter of the script that every page runs: it waits for styles, looks for nonces, and
 * tells of what failed by an event that nobody hears. A browser keeps apart by itself what it was asked for twice, and the
 * import itself fails where a file is missing.
 */
const CODE = `export const ${NAME} = (load, files) => {
  for (const file of files ?? []) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = '/' + file;
    document.head.append(link);
  }
  return load();
};`;

/** Throws when Vite's module is not the one that it knows, and where an `import()` would bring a style sheet that nobody then loads. */
export function modulePreload() {
  return {
    name: 'module-preload',
    apply: 'build' as const,
    transform(code: string, id: string) {
      if (id !== HELPER) return undefined;
      if (!code.includes(`export const ${NAME}`)) throw new Error(outdated(`no ${NAME} is exported`));
      return { code: CODE, map: null };
    },
    generateBundle(_: unknown, bundle: Record<string, { type: string; code?: string }>) {
      for (const [name, { code }] of Object.entries(bundle)) {
        if (code && /__vite__mapDeps=.*?\[[^\]]*\.css"/.test(code))
          throw new Error(outdated(`${name} imports a style sheet`));
      }
    },
  };
}

function outdated(what: string): string {
  return `Vite loads parts of a page in another way than expected: ${what}. See src/integration/module-preload.ts, or leave the plugin out of hub.ts: pages work without it and weigh more.`;
}
