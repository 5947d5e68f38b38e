import { expect, it } from 'vitest';
import { buildJsonSchemas } from '../../../src/library/json-schema.ts';
import { kindNames } from '../../../src/library/kinds/kinds.ts';
import { records } from '../../../src/library/records/records.ts';
import { smallHub } from '../../support/small-hub.ts';

const files = buildJsonSchemas(smallHub);

it('makes one schema for each kind, one for each record, and one for hub.yaml', () => {
  const ofRecords = Object.values(records).map(({ path }) => path.replace('.yaml', ''));
  const names = [...kindNames, ...ofRecords, 'hub'].map((name) => `${name}.schema.json`);
  expect([...files.keys()].sort()).toEqual(names.sort());
});

it('lets an editor complete the words of the hub, and mark keys that are not known', () => {
  expect(files.get('answer.schema.json')).toMatchObject({
    additionalProperties: false,
    required: ['title'],
    properties: {
      products: { items: { enum: ['routes', 'ledger'] } },
      owner: { enum: ['ines-varga', 'tobias-reck'] },
    },
  });
});

/** Keys without a word on what they are for, at any depth, as paths. */
function silentKeys(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key !== 'properties') return silentKeys(value, path);
    return Object.entries(value as Record<string, object>).flatMap(([name, field]) => {
      const at = `${path}/${name}`;
      return [...('description' in field ? [] : [at]), ...silentKeys(field, at)];
    });
  });
}

it('says what every field of every file is for, at any depth', () => {
  expect([...files].flatMap(([name, schema]) => silentKeys(schema, name))).toEqual([]);
});
