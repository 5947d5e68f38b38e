import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What nobody sets who runs a hub: a workflow, GitHub and the hub itself do. */
const SET_BY_OTHERS = new Set([
  'ASTRO_TELEMETRY_DISABLED',
  'DEV',
  'GITHUB_BASE_REF',
  'GITHUB_EVENT_PATH',
  'GITHUB_STEP_SUMMARY',
  'HUB_COMMENT',
  'HUB_HANDED_OVER_BY',
  'HUB_PREVIEW_URL',
  'NODE_ENV',
  'UV_THREADPOOL_SIZE',
]);

/** Names of settings that a text of code reads from its environment. */
function readNames(code: string): string[] {
  const read = /\benv\??(?:\.|\[')([A-Z][A-Z\d_]+)/g;
  const listed = /'((?:HUB|GITHUB|POSTHOG|PUBLIC_POSTHOG)_[A-Z_]+)'/g;
  return [read, listed].flatMap((pattern) => [...code.matchAll(pattern)].map(([, name = '']) => name));
}

/** Names in the first column of the table of settings. */
function namedIn(page: string): string[] {
  const lines = page.split('\n');
  const rows = lines.slice(lines.findIndex((line) => line.startsWith('| setting ')) + 2);
  return rows
    .slice(0, rows.indexOf(''))
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
}

test('README names every setting that the code reads, and no other', () => {
  const code = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:ts|tsx|js|astro)$/.test(file))
      .map((file) => readFileSync(join(root, folder, file), 'utf8')),
  );
  const read = new Set(code.flatMap(readNames).filter((name) => !SET_BY_OTHERS.has(name)));
  expect(namedIn(readFileSync(join(root, 'README.md'), 'utf8')).sort()).toEqual([...read].sort());
});

test('a setting that is read in any way is seen', () => {
  const code = `env['HUB_A'] ?? process.env.HUB_B; for (const name of ['POSTHOG_C'])`;
  expect([...new Set(readNames(code))]).toEqual(['HUB_A', 'HUB_B', 'POSTHOG_C']);
  expect(namedIn('| setting | default |\n| - | - |\n| `PORT`, `HOST` | `1` |\n\n| other |\n')).toEqual([
    'PORT',
    'HOST',
  ]);
});
