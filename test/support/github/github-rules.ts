import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { GithubSlice, Schema, SlicedOperation } from './github-slice.ts';

/** GitHub's own description of what the hub uses of it, cut by `github-refresh.ts`. */
export const githubSlice = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../fixtures/github/api.json'), 'utf8'),
) as GithubSlice;

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
addFormats.default(ajv);
ajv.addFormat('uri', (text) => URL.canParse(text) || /^https?:\/\/[^{}]*\{/.test(text));
ajv.addSchema({ $id: 'github:', schemas: githubSlice.schemas });

const compiled = new Map<Schema, ValidateFunction>();

function faultsOf(schema: Schema, value: unknown): string[] {
  let check = compiled.get(schema);
  if (check === undefined) {
    check = ajv.compile(absolute(schema) as Schema);
    compiled.set(schema, check);
  }
  if (check(value)) return [];
  return (check.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`.trim(),
  );
}

/** References as they are read from outside the slice. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith('#')
        ? `github:${inner}`
        : absolute(inner),
    ]),
  );
}

/** Follows a reference into the slice. */
export function dereference(schema: Schema): Schema {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  return dereference(githubSlice.schemas[ref.replace(/^(?:github:)?#\/schemas\//, '')] ?? {});
}

/** An operation that a method and path call, with what its path names. */
export interface Called {
  operation: SlicedOperation;
  params: Record<string, string>;
}

const routes = githubSlice.operations
  .map((operation) => {
    const names: string[] = [];
    const pattern = operation.path.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name);
      const isMulti = operation.parameters.some((one) => one.name === name && one.multi === true);
      return isMulti ? '(.+)' : '([^/]+)';
    });
    return { operation, names, pattern: new RegExp(`^${pattern}$`) };
  })
  // A longer written path is the closer one: /git/refs/{ref} before /git/{…}.
  .sort((a, b) => a.names.length - b.names.length);

/** Finds the operation; `pathname` is below the API's base and still encoded. */
export function findOperation(method: string, pathname: string): Called | undefined {
  for (const { operation, names, pattern } of routes) {
    if (operation.method !== method) continue;
    const match = pattern.exec(pathname);
    if (match === null) continue;
    const params = names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? '')] as const);
    return { operation, params: Object.fromEntries(params) };
  }
  return undefined;
}

/** A request as it goes over the wire. */
export interface WireRequest {
  method: string;
  /** Path and search below the base of the API. */
  path: string;
  /** Names in small letters. */
  headers: Readonly<Record<string, string>>;
  body: string | undefined;
}

/**
 * What GitHub's description does not allow in a request: path, names of the search, keys of the body at any depth, types,
 * words, lengths. Also what it says in prose: a version, an agent, a token only in its header.
 */
export function checkRequest({ method, path, headers, body }: WireRequest): string[] {
  const at = `${method} ${path}`;
  const url = new URL(path, 'https://api.github.com');
  const called = findOperation(method, url.pathname);
  if (called === undefined) return [`${at}: no such operation in the slice`];
  const { operation, params } = called;
  const faults: string[] = [];
  if (!/^\d{4}-\d\d-\d\d$/.test(headers['x-github-api-version'] ?? ''))
    faults.push('x-github-api-version is not set');
  if ((headers['user-agent'] ?? '') === '') faults.push('user-agent is not set');
  if (!(headers['accept'] ?? '').startsWith('application/vnd.github')) faults.push('accept is not GitHub’s');
  const token = /^(?:token|bearer) (.+)$/i.exec(headers['authorization'] ?? '')?.[1];
  if (token !== undefined && `${decodeURIComponent(path)}${body ?? ''}`.includes(token))
    faults.push('the token stands in the address or the body');
  for (const parameter of operation.parameters) {
    const { name, schema, required } = parameter;
    const text = parameter.in === 'path' ? params[name] : (url.searchParams.get(name) ?? undefined);
    if (text === undefined) {
      if (required) faults.push(`${name} is missing`);
      continue;
    }
    faults.push(...faultsOf(schema, valueOf(text, schema)).map((fault) => `${name}${fault}`));
  }
  const known = new Set(operation.parameters.filter((one) => one.in === 'query').map((one) => one.name));
  for (const name of url.searchParams.keys()) if (!known.has(name)) faults.push(`?${name} is not known`);
  faults.push(...checkBody(operation, body));
  return faults.map((fault) => `${at}: ${fault}`);
}

function checkBody(operation: SlicedOperation, text: string | undefined): string[] {
  const { body } = operation;
  if (text === undefined || text === '') return body?.required === true ? ['the body is missing'] : [];
  if (body === undefined) return text === '{}' ? [] : ['it takes no body'];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return ['the body is not JSON'];
  }
  return [...faultsOf(body.schema, value), ...unknownKeys([body.schema], value, '')];
}

/** A value of the search or the path, as its schema has it. */
function valueOf(text: string, schema: Schema): unknown {
  const { type } = dereference(schema);
  if (type === 'integer' || type === 'number') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}

/** Every schema that speaks about the same value, alternatives included. */
function alternatives(schema: Schema): Schema[] {
  const own = dereference(schema);
  const inner = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (own[key] as Schema[] | undefined) ?? []);
  return [own, ...inner.flatMap(alternatives)];
}

/** Keys that no schema of the value has: GitHub would drop them without a word. */
function unknownKeys(schemas: readonly Schema[], value: unknown, at: string): string[] {
  const all = schemas.flatMap(alternatives);
  if (Array.isArray(value)) {
    const items = all.flatMap(({ items }) => (items === undefined ? [] : [items as Schema]));
    return items.length === 0
      ? []
      : value.flatMap((one, index) => unknownKeys(items, one, `${at}/${String(index)}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  const properties = all.flatMap((one) =>
    one['properties'] === undefined ? [] : [one['properties'] as Record<string, Schema>],
  );
  if (properties.length === 0) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const of = properties.flatMap((one) => (Object.hasOwn(one, key) ? [one[key] ?? {}] : []));
    return of.length === 0 ? [`${at}/${key} is not known`] : unknownKeys(of, inner, `${at}/${key}`);
  });
}

/** Refusals that any operation may meet, whether or not its description lists them. */
const ANYWHERE = new Set([401, 403, 404, 422, 429, 500, 502, 503, 504]);

/** What GitHub's description does not allow in an answer. */
export function checkAnswer({ operation }: Called, status: number, data: unknown): string[] {
  const at = `${operation.id} → ${String(status)}`;
  const schema = operation.answers[String(status)];
  if (schema === undefined) return ANYWHERE.has(status) ? [] : [`${at}: GitHub has no such answer`];
  if (schema === null) return [];
  return faultsOf(schema, data).map((fault) => `${at}: ${fault}`);
}
