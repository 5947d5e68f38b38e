import { describe, expect, test } from 'vitest';
import { kindNames, kinds } from '../../../src/library/kinds/kinds.ts';
import { buildCmsConfig } from '../../../src/publishing/draft/cms-config.ts';
import { buildForms, type FormField } from '../../../src/publishing/draft/form.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import { buildSchemas } from '../../../src/library/kinds/schema.ts';
import { smallHub } from '../../support/small-hub.ts';

/** A field as one line: its key, a star where it must be filled in, and how it is filled in. */
function shown({ key, isAsked, shape }: FormField): string {
  const star = isAsked ? '*' : '';
  switch (shape.type) {
    case 'choice':
      return `${key}${star} one of ${shape.vocabulary ?? (shape.options ?? []).join(', ')}`;
    case 'choices':
      return `${key}${star} some of ${shape.vocabulary}`;
    case 'list':
      return `${key}${star} list of (${shown(shape.of)})`;
    case 'group':
      return `${key}${star} (${shape.fields.map(shown).join('; ')})`;
    default:
      return `${key}${star} ${shape.type}`;
  }
}

describe('the form of a kind', () => {
  const forms = buildForms(smallHub);

  test('has a field for every key of the schema, but for those that nobody fills in by hand', () => {
    const schemas = buildSchemas(smallHub);
    for (const kind of kindNames) {
      const keys = [...forms.shared, ...forms.own[kind]].map(({ key }) => key);
      const hidden = new Set(['source', 'withdraw', 'personas', 'industries', 'regions', 'format']);
      expect(keys.toSorted()).toEqual(
        Object.keys(schemas[kind].shape)
          .filter((key) => !hidden.has(key))
          .toSorted(),
      );
    }
  });

  test('offers the words of the hub, and is asked for no more than the check wants', () => {
    expect(forms.shared.map(shown)).toEqual(
      expect.arrayContaining([
        'title* text',
        'owner* one of people',
        'products some of products',
        'aliases list of (aliases* text)',
        'reviewed day',
        'audience one of internal, shareable',
        'related list of (related* text)',
      ]),
    );
    expect(forms.own.battlecard.slice(0, 2).map(shown)).toMatchInlineSnapshot(`
      [
        "competitor* one of competitors",
        "why_we_win list of (why_we_win* (claim* text; source* text; source_url address; source_note text; seen_on* day; good_for_days number; strength one of primary, customer-said, inferred; say one of aloud, internal))",
      ]
    `);
    expect(forms.own.play.map(shown)).toMatchInlineSnapshot(`
      [
        "situation* text",
        "steps* list of (steps* (do* text; use text))",
      ]
    `);
  });

  test('leaves out what hub.yaml lists no words for, unless it must be there', () => {
    const bare = buildForms(parseHub('company: { name: Northwind }'));
    expect(bare.shared.map(({ key }) => key)).not.toContain('products');
    expect(bare.own.battlecard.map(({ key }) => key)).toContain('competitor');
  });
});

describe('the configuration of Sveltia CMS', () => {
  const hub = parseHub(
    'company: { name: Northwind, repository: "https://github.com/northwind/hub", branch: live }\npeople: [{ id: "0042", name: Ines }]',
  );

  test('writes drafts of pull requests, with a token, and text in quotes', () => {
    const { collections, ...rest } = buildCmsConfig(hub, buildForms(hub)) ?? {};
    expect(rest).toMatchInlineSnapshot(`
      {
        "backend": {
          "auth_methods": [
            "token",
          ],
          "branch": "live",
          "name": "github",
          "repo": "northwind/hub",
        },
        "media_folder": "content/files",
        "output": {
          "omit_empty_optional_fields": true,
          "yaml": {
            "quote": "double",
          },
        },
        "public_folder": "/files",
        "publish_mode": "editorial_workflow",
      }
    `);
    expect((collections as { folder: string }[]).map(({ folder }) => folder)).toEqual(
      kindNames.map((kind) => `content/${kinds[kind].folder}`),
    );
  });

  test('has the fields of the form, and the text', () => {
    const config = buildCmsConfig(hub, buildForms(hub)) as {
      collections: { name: string; fields: { name: string; required: boolean; widget: string }[] }[];
    };
    const fields = config.collections.find(({ name }) => name === 'plays')?.fields ?? [];
    expect(fields.map(({ name, required, widget }) => `${name}${required ? '*' : ''} ${widget}`)).toEqual(
      expect.arrayContaining([
        'title* string',
        'owner* select',
        'steps* list',
        'reviewed datetime',
        'body markdown',
      ]),
    );
    expect(fields.find(({ name }) => name === 'owner')).toMatchObject({
      options: [{ label: 'Ines', value: '0042' }],
    });
  });

  test.each(['https://git.example.com/northwind/hub', undefined])(
    'is not there for the repository %s',
    (repository) => {
      const other = { ...hub, company: { ...hub.company, repository } };
      expect(buildCmsConfig(other, buildForms(hub))).toBeUndefined();
    },
  );
});
