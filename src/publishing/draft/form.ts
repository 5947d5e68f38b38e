import type { Hub } from '../../library/hub.ts';
import { buildJsonSchemas } from '../../library/json-schema.ts';
import { ASSET_ID, FILE_PATH, LANGUAGE } from '../../library/kinds/fields.ts';
import { kindNames, type Kind } from '../../library/kinds/kinds.ts';

/** A list of hub.yaml whose ids a field takes. */
export type VocabularyName = {
  [Key in keyof Hub]: Hub[Key] extends { id: string; name: string }[] ? Key : never;
}[keyof Hub];

/** How a field is filled in. */
export type FieldShape =
  | { type: 'text'; maxCharacters?: number; isLong: boolean; suggests?: 'assets' | 'files' }
  | { type: 'address' }
  | { type: 'language' }
  | { type: 'day' }
  | { type: 'number' }
  /** One of these ids, or of those of a vocabulary. */
  | { type: 'choice'; options?: string[]; vocabulary?: VocabularyName }
  | { type: 'choices'; vocabulary: VocabularyName }
  | { type: 'group'; fields: FormField[] }
  | { type: 'list'; of: FormField };

/** One field of a form, made from one key of the schema. */
export interface FormField {
  key: string;
  label: string;
  /** What belongs there, as the schema describes it. */
  help: string;
  /** The schema wants it. */
  isRequired: boolean;
  /** A draft cannot be published without it. */
  isAsked: boolean;
  /** What the schema takes when nothing is said; it is not written into the file. */
  usual?: string | number;
  shape: FieldShape;
}

/** The keys that every kind has, and those of each kind alone, in the order of the schema. */
export interface Forms {
  shared: FormField[];
  own: Record<Kind, FormField[]>;
}

/** What a schema says about one place, as JSON Schema. */
interface Node {
  type?: string;
  format?: string;
  description?: string;
  /** Where the description speaks to whoever writes the file: what to do in a form. */
  formHelp?: string;
  enum?: string[];
  not?: object;
  default?: unknown;
  maxLength?: number;
  properties?: Record<string, Node>;
  required?: string[];
  items?: Node;
}

/** Keys at the top that nobody fills in by hand. */
const WITHOUT_FIELD = new Set(['source', 'withdraw']);
/** Keys that the schema leaves open and a rule does not. */
const ASKED_BY_RULES = new Set(['owner']);
/** A text of more letters than this wants more than one line. */
const ONE_LINE_LETTERS = 130;

/** The forms for all kinds of a hub, made from the schemas that the check uses. */
export function buildForms(hub: Hub): Forms {
  const schemas = buildJsonSchemas(hub);
  const fields = kindNames.map((kind) => {
    const schema = schemas.get(`${kind}.schema.json`) as Node;
    return [kind, fieldsOf(schema, hub).filter(({ key }) => !WITHOUT_FIELD.has(key))] as const;
  });
  const [[, first = []] = []] = fields;
  const isShared = ({ key }: FormField) =>
    fields.every(([, list]) => list.some((other) => other.key === key));
  return {
    shared: first.filter(isShared),
    own: Object.fromEntries(
      fields.map(([kind, list]) => [kind, list.filter((field) => !isShared(field))]),
    ) as Forms['own'],
  };
}

function fieldsOf(node: Node, hub: Hub): FormField[] {
  return Object.entries(node.properties ?? {}).flatMap(([key, property]) => {
    const isRequired = node.required?.includes(key) ?? false;
    // Nothing can be chosen from a list that hub.yaml does not fill; only where it must be, that is worth saying.
    const isEmpty = isClosed(property.items ?? property);
    return isEmpty && !isRequired ? [] : [buildField(key, property, hub, isRequired)];
  });
}

function buildField(key: string, node: Node, hub: Hub, isRequired: boolean): FormField {
  const usual =
    typeof node.default === 'string' || typeof node.default === 'number' ? node.default : undefined;
  return {
    key,
    label: labelOf(key),
    help: isClosed(node)
      ? 'hub.yaml lists none yet: one must be added there first.'
      : (node.formHelp ?? node.description ?? ''),
    isRequired,
    isAsked: isRequired || ASKED_BY_RULES.has(key),
    ...(usual === undefined ? {} : { usual }),
    shape: shapeOf(key, node, hub),
  };
}

/** Whether no value fits: that is how a choice of nothing comes out in JSON Schema. */
function isClosed(node: Node): boolean {
  return node.not !== undefined;
}

function shapeOf(key: string, node: Node, hub: Hub): FieldShape {
  if (isClosed(node)) return { type: 'choice', options: [] };
  if (node.enum !== undefined) {
    const vocabulary = vocabularyOf(key, node.enum, hub);
    return vocabulary === undefined ? { type: 'choice', options: node.enum } : { type: 'choice', vocabulary };
  }
  if (node.type === 'array') {
    const items = node.items ?? {};
    const vocabulary = items.enum && vocabularyOf(key, items.enum, hub);
    if (vocabulary !== undefined) return { type: 'choices', vocabulary };
    return { type: 'list', of: { ...buildField(key, items, hub, true), label: '', help: '' } };
  }
  if (node.type === 'object') return { type: 'group', fields: fieldsOf(node, hub) };
  if (node.type === 'integer' || node.type === 'number') return { type: 'number' };
  if (node.format === 'date') return { type: 'day' };
  if (node.format === LANGUAGE) return { type: 'language' };
  if (node.format === 'uri') return { type: 'address' };
  return {
    type: 'text',
    isLong: (node.maxLength ?? 0) > ONE_LINE_LETTERS,
    ...(node.maxLength === undefined ? {} : { maxCharacters: node.maxLength }),
    ...(node.format === ASSET_ID ? { suggests: 'assets' as const } : {}),
    ...(node.format === FILE_PATH ? { suggests: 'files' as const } : {}),
  };
}

/** The list of hub.yaml that holds exactly these ids; of several, the one that is called like the key. */
function vocabularyOf(key: string, ids: readonly string[], hub: Hub): VocabularyName | undefined {
  const names = (Object.keys(hub) as (keyof Hub)[]).filter((name): name is VocabularyName => {
    const terms: unknown = hub[name];
    return (
      Array.isArray(terms) &&
      terms.length === ids.length &&
      terms.every((term: unknown, at) => (term as { id?: unknown }).id === ids[at])
    );
  });
  return names.find((name) => name === key || name === `${key}s`) ?? names[0];
}

/** `why_we_win` as people write it: `Why we win`. */
function labelOf(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
