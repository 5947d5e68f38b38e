/**
 * Cuts the operations that the hub uses out of GitHub's own description of its API (OpenAPI 3.0), as JSON Schema that
 * ajv reads: no prose, no examples, `nullable` as a type.
 */

import { isRecord } from '../../../src/library/is-record.ts';

export type Schema = Record<string, unknown>;

interface SlicedParameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Schema;
  /** A path parameter that may hold slashes. */
  multi?: true;
}

export interface SlicedOperation {
  id: string;
  method: string;
  path: string;
  parameters: SlicedParameter[];
  /** Of the JSON body; absent when none is taken. */
  body?: { required: boolean; schema: Schema };
  /** By status; null where the answer has no JSON body. */
  answers: Record<string, Schema | null>;
}

export interface GithubSlice {
  /** Version of @octokit/openapi that it was cut from. */
  version: string;
  operations: SlicedOperation[];
  schemas: Record<string, Schema>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const FORMATS = new Set(['date-time', 'uri']);
const PROSE = new Set([
  'description',
  'example',
  'examples',
  'title',
  'externalDocs',
  'deprecated',
  'default',
  'xml',
  'discriminator',
  'readOnly',
  'writeOnly',
]);
const REF = '#/components/schemas/';

/** What a reference inside the document leads to. */
function resolve(document: Schema, value: unknown): Schema {
  if (!isRecord(value)) return {};
  const ref = value['$ref'];
  if (typeof ref !== 'string') return value;
  let node: unknown = document;
  for (const part of ref.slice(2).split('/')) node = isRecord(node) ? node[part] : undefined;
  return resolve(document, node);
}

/** A schema of OpenAPI 3.0 as JSON Schema, without prose. */
function plain(value: unknown, isMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (!isRecord(value)) return value;
  const out: Schema = {};
  for (const [key, inner] of Object.entries(value)) {
    if (isMap) out[key] = plain(inner);
    else if (PROSE.has(key) || key.startsWith('x-') || key === 'nullable') continue;
    else if (key === 'format') {
      if (typeof inner === 'string' && FORMATS.has(inner)) out[key] = inner;
    } else if (key === 'enum' || key === 'required') out[key] = inner;
    else if (key === '$ref' && typeof inner === 'string') out[key] = `#/schemas/${inner.slice(REF.length)}`;
    // GitHub's alternatives overlap, so that "exactly one of" would refuse GitHub's own answers.
    else out[key === 'oneOf' ? 'anyOf' : key] = plain(inner, key === 'properties');
  }
  if (value['nullable'] !== true || isMap) return out;
  const { type, enum: words } = out;
  if (typeof type !== 'string') return { anyOf: [out, { type: 'null' }] };
  return {
    ...out,
    type: [type, 'null'],
    ...(Array.isArray(words) && !words.includes(null) ? { enum: [...(words as unknown[]), null] } : {}),
  };
}

function jsonSchema(content: unknown): Schema | undefined {
  const json = isRecord(content) ? content['application/json'] : undefined;
  return isRecord(json) && isRecord(json['schema']) ? (plain(json['schema']) as Schema) : undefined;
}

function cutOperation(document: Schema, path: string, method: string, shared: unknown, operation: Schema) {
  const given = [...(Array.isArray(shared) ? shared : []), ...((operation['parameters'] ?? []) as unknown[])];
  const parameters = given
    .map((one) => resolve(document, one))
    .filter((one) => one['in'] === 'path' || one['in'] === 'query')
    .map((one): SlicedParameter => ({
      name: String(one['name']),
      in: one['in'] === 'path' ? 'path' : 'query',
      required: one['required'] === true,
      schema: plain(one['schema'] ?? {}) as Schema,
      ...(one['x-multi-segment'] === true ? { multi: true } : {}),
    }));
  const request = resolve(document, operation['requestBody']);
  const body = jsonSchema(request['content']);
  const answers = Object.entries(operation['responses'] as Schema).map(([status, given]) => [
    status,
    jsonSchema(resolve(document, given)['content']) ?? null,
  ]);
  return {
    id: String(operation['operationId']),
    method: method.toUpperCase(),
    path,
    parameters,
    ...(body === undefined ? {} : { body: { required: request['required'] === true, schema: body } }),
    answers: Object.fromEntries(answers) as SlicedOperation['answers'],
  };
}

/** Names of the schemas that a value refers to. */
function refsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsOf);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner.slice('#/schemas/'.length)] : refsOf(inner),
  );
}

/** Throws when an id is not in the document: GitHub has then renamed or removed the operation. */
export function cutSlice(document: Schema, ids: readonly string[]): GithubSlice {
  const wanted = new Set(ids);
  const operations: SlicedOperation[] = [];
  for (const [path, item] of Object.entries(document['paths'] as Record<string, Schema>)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!isRecord(operation) || !wanted.delete(String(operation['operationId']))) continue;
      operations.push(cutOperation(document, path, method, item['parameters'], operation));
    }
  }
  if (wanted.size > 0) throw new Error(`GitHub's description has no ${[...wanted].join(', ')}.`);
  const all = (document['components'] as Record<string, Record<string, Schema>>)['schemas'] ?? {};
  const schemas: Record<string, Schema> = {};
  const waiting = refsOf(operations);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (Object.hasOwn(schemas, name)) continue;
    const schema = plain(all[name]) as Schema;
    schemas[name] = schema;
    waiting.push(...refsOf(schema));
  }
  const info = document['info'] as Schema;
  return {
    version: String(info['version']),
    operations: operations.sort((a, b) => (a.id < b.id ? -1 : 1)),
    schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
