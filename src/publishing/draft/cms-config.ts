import type { Hub } from '../../library/hub.ts';
import { kindNames, kinds, type Kind } from '../../library/kinds/kinds.ts';
import type { FieldShape, FormField, Forms } from './form.ts';

/** One field as Sveltia CMS writes it. */
type CmsField = Record<string, unknown>;

/** Names of repositories on GitHub: the last two parts of their address. */
const ON_GITHUB = /^https?:\/\/github\.com\/([^/]+\/[^/]+?)(?:\.git)?\/*$/;

/**
 * The configuration of Sveltia CMS for a hub, made from the same forms as the page of a new draft. Undefined where the
 * hub names no repository on github.com.
 *
 * Every change becomes a draft pull request. People sign in with a token of their own, since a static site has no server
 * that could hold a secret. Text is written in quotes: an id like 0042 would come back as the number 42 without them.
 */
export function buildCmsConfig(hub: Hub, forms: Forms): Record<string, unknown> | undefined {
  const repo = ON_GITHUB.exec(hub.company.repository ?? '')?.[1];
  if (repo === undefined) return undefined;
  return {
    backend: { name: 'github', repo, branch: hub.company.branch, auth_methods: ['token'] },
    publish_mode: 'editorial_workflow',
    ...(hub.company.site === undefined ? {} : { site_url: hub.company.site }),
    media_folder: 'content/files',
    public_folder: '/files',
    output: { omit_empty_optional_fields: true, yaml: { quote: 'double' } },
    collections: kindNames.map((kind) => buildCollection(kind, hub, forms)),
  };
}

function buildCollection(kind: Kind, hub: Hub, forms: Forms): Record<string, unknown> {
  const [opening, rest] = [forms.shared.slice(0, 3), forms.shared.slice(3)];
  const body = { name: 'body', label: 'Text', widget: 'markdown', required: false };
  return {
    name: kinds[kind].folder,
    label: kinds[kind].plural,
    label_singular: kinds[kind].label,
    folder: `content/${kinds[kind].folder}`,
    create: true,
    slug: '{{title}}',
    format: 'yaml-frontmatter',
    identifier_field: 'title',
    fields: [...[...opening, ...forms.own[kind], ...rest].map((field) => buildField(field, hub)), body],
  };
}

function buildField({ key, label, help, isAsked, usual, shape }: FormField, hub: Hub): CmsField {
  return {
    name: key,
    ...(label === '' ? {} : { label }),
    ...(help === '' ? {} : { hint: help }),
    required: isAsked,
    ...(usual === undefined ? {} : { default: usual }),
    ...widgetOf(shape, hub),
  };
}

function widgetOf(shape: FieldShape, hub: Hub): CmsField {
  switch (shape.type) {
    case 'text': {
      const longest =
        shape.maxCharacters === undefined
          ? {}
          : {
              pattern: [
                `^[\\s\\S]{0,${String(shape.maxCharacters)}}$`,
                `At most ${String(shape.maxCharacters)} letters fit.`,
              ],
            };
      return { widget: shape.isLong ? 'text' : 'string', ...longest };
    }
    case 'language':
      return { widget: 'string' };
    case 'address':
      return { widget: 'string', type: 'url' };
    case 'day':
      return { widget: 'datetime', type: 'date', format: 'YYYY-MM-DD' };
    case 'number':
      return { widget: 'number', value_type: 'float' };
    case 'choice':
      return { widget: 'select', options: optionsOf(shape, hub) };
    case 'choices':
      return { widget: 'select', multiple: true, options: optionsOf(shape, hub) };
    case 'group':
      return { widget: 'object', fields: shape.fields.map((field) => buildField(field, hub)) };
    case 'list': {
      const { of } = shape;
      if (of.shape.type === 'group') {
        return { widget: 'list', fields: of.shape.fields.map((field) => buildField(field, hub)) };
      }
      return { widget: 'list', field: { ...buildField(of, hub), label: 'Entry' } };
    }
  }
}

function optionsOf(
  { vocabulary, options = [] }: { vocabulary?: keyof Hub; options?: string[] },
  hub: Hub,
): { label: string; value: string }[] {
  const terms: unknown = vocabulary === undefined ? undefined : hub[vocabulary];
  if (!Array.isArray(terms)) return options.map((id) => ({ label: id, value: id }));
  return (terms as { id: string; name: string }[]).map(({ id, name }) => ({ label: name, value: id }));
}
