import { expect, it } from 'vitest';
import { buildJsonSchemas } from '../../../src/library/json-schema.ts';
import { smallHub } from '../../support/small-hub.ts';

const files = buildJsonSchemas(smallHub);

it('makes one schema for each kind, and one for hub.yaml, search-tests.yaml and asks.yaml', () => {
  expect([...files.keys()].sort()).toMatchInlineSnapshot(`
    [
      "answer.schema.json",
      "asks.schema.json",
      "battlecard.schema.json",
      "build-story.schema.json",
      "collateral.schema.json",
      "field-note.schema.json",
      "hub.schema.json",
      "play.schema.json",
      "role.schema.json",
      "search-tests.schema.json",
      "sell-story.schema.json",
    ]
  `);
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

it('says what every field of every file is for', () => {
  for (const [name, schema] of files) {
    const { properties } = schema as { properties: Record<string, { description?: string }> };
    const silent = Object.keys(properties).filter((key) => properties[key]?.description === undefined);
    expect({ name, silent }).toEqual({ name, silent: [] });
  }
});
