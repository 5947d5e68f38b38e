import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../../../src/checks/catalogue.ts';

const src = resolve(import.meta.dirname, '../../../src');

/** Ids of all rules that a value holds: a list of them, a record, or what runs them. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('scope' in value && 'facts' in value) return Object.keys(value.facts as object);
  return 'rules' in value ? idsIn(value.rules) : [];
}

it('has every rule that is declared, so that none is written and never runs', async () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(?:library|checks|publishing)\/.*\.ts$/.test(path.replaceAll('\\', '/')),
  );
  const modules = await Promise.all(
    files.map((path) => import(join(src, path)) as Promise<Record<string, unknown>>),
  );
  const declared = modules.flatMap((module) => Object.values(module).flatMap(idsIn));
  expect([...new Set(declared)].sort()).toEqual(catalogue.map(({ id }) => id));
});

it('says of each rule what is wrong, in a sentence', () => {
  for (const { id, says } of catalogue) {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(says).toMatch(/^[.A-Z].*\.$|^hub\.yaml .*\.$|^[a-z-]+\.yaml .*\.$/);
  }
});
