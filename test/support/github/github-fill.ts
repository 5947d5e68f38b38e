import { dereference } from './github-rules.ts';
import type { Schema } from './github-slice.ts';

/**
 * Completes what a fake answers to what GitHub's description requires. Whatever nobody gave is the emptiest value that is
 * allowed (null, '', 0, false, []), so that code which leans on it learns nothing.
 */
export function fill(schema: Schema, value: unknown): unknown {
  const own = choose(schema, value);
  if (Array.isArray(value)) {
    const items = own['items'] as Schema | undefined;
    return items === undefined ? value : value.map((one) => fill(items, one));
  }
  if (typeof value !== 'object' || value === null) return value;
  const properties = (own['properties'] ?? {}) as Record<string, Schema>;
  const out: Record<string, unknown> = { ...value };
  for (const [key, inner] of Object.entries(properties)) {
    if (out[key] !== undefined) out[key] = fill(inner, out[key]);
  }
  for (const key of (own['required'] ?? []) as string[]) {
    if (out[key] === undefined) out[key] = empty(properties[key] ?? {});
  }
  return out;
}

/** The alternative that fits best: the array for an array, else the one with most of the value's keys. */
function choose(schema: Schema, value: unknown): Schema {
  const own = dereference(schema);
  const inner = (own['anyOf'] ?? own['oneOf'] ?? own['allOf']) as Schema[] | undefined;
  if (inner === undefined) return own;
  const candidates = inner.map((one) => choose(one, value));
  if (own['allOf'] !== undefined) {
    const properties = Object.assign(
      {},
      own['properties'],
      ...candidates.map((one) => one['properties']),
    ) as Schema;
    const required = [own, ...candidates].flatMap((one) => (one['required'] ?? []) as string[]);
    return { properties, required };
  }
  if (Array.isArray(value)) return candidates.find(({ items }) => items !== undefined) ?? {};
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  const score = ({ properties }: Schema) =>
    keys.filter((key) => Object.hasOwn((properties ?? {}) as object, key)).length;
  return candidates.sort((a, b) => score(b) - score(a))[0] ?? {};
}

function empty(schema: Schema): unknown {
  const own = dereference(schema);
  const inner = (own['anyOf'] ?? own['oneOf']) as Schema[] | undefined;
  if (inner !== undefined) {
    return inner.some((one) => dereference(one)['type'] === 'null') ? null : empty(inner[0] ?? {});
  }
  if (own['allOf'] !== undefined) return fill(own, {});
  if (Array.isArray(own['enum']))
    return (own['enum'] as unknown[]).includes(null) ? null : (own['enum'] as unknown[])[0];
  const type = own['type'];
  if (Array.isArray(type)) return null;
  switch (type) {
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 0;
    case 'string':
      return own['format'] === 'uri'
        ? 'https://github.invalid/'
        : own['format'] === 'date-time'
          ? '1970-01-01T00:00:00Z'
          : 'x'.repeat(Number(own['minLength'] ?? 0));
    case 'object':
      return fill(own, {});
    default:
      return own['properties'] === undefined ? null : fill(own, {});
  }
}
