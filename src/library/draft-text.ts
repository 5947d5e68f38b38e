import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import { idOfPath } from './asset.ts';
import { kinds, type Kind } from './kinds/kinds.ts';

/** An asset that somebody is writing: the values of its front matter as they stand in a form, and its text. */
export interface Draft {
  kind: Kind;
  values: Record<string, unknown>;
  body: string;
}

const MAX_NAME_CHARACTERS = 60;

/**
 * Where a draft of that title goes, inside the content folder: `answers/is-it-safe.md`. The name is the one that its
 * address will have.
 */
export function pathOfTitle(kind: Kind, title: string): string {
  const name = idOfPath(title.replaceAll('/', ' '));
  // Cut between words, where there are some.
  const blank = name.lastIndexOf('-', MAX_NAME_CHARACTERS);
  const cut =
    name.length > MAX_NAME_CHARACTERS
      ? name.slice(0, blank > MAX_NAME_CHARACTERS / 3 ? blank : MAX_NAME_CHARACTERS)
      : name;
  // Never half a letter: those beyond the first plane of Unicode are two units long.
  return `${kinds[kind].folder}/${cut.replace(/[\uD800-\uDBFF-]+$/, '')}.md`;
}

/** The whole file as a person would write it by hand: short lists of ids on one line, no line folded. */
export function renderDraft({ values, body }: Pick<Draft, 'values' | 'body'>): string {
  const document = new Document(values, { schema: 'core', aliasDuplicateObjects: false });
  visit(document, {
    Seq(_, node) {
      const isShort = node.items.every((item) => isScalar(item) && /^[\w/-]+$/.test(String(item.value)));
      if (isShort) node.flow = true;
    },
  });
  const isEmpty =
    (isMap(document.contents) || isSeq(document.contents)) && document.contents.items.length === 0;
  const yaml = isEmpty ? '' : document.toString({ lineWidth: 0, flowCollectionPadding: false });
  const text = body.trim();
  return `---\n${yaml}---\n${text === '' ? '' : `\n${text}\n`}`;
}
