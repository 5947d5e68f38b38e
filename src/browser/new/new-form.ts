/** The fields of one kind of piece, in the order in which somebody writes one. */
import type { Draft } from '../../library/draft-text.ts';
import type { Kind } from '../../library/kinds/kinds.ts';
import type { FieldFinding } from '../../publishing/draft/check.ts';
import type { FormField, Forms } from '../../publishing/draft/form.ts';
import { element } from '../elements.ts';
import { createControl, createLeaf, type Control } from './new-fields.ts';
import type { Words } from './new-inputs.ts';

export interface DraftForm {
  node: HTMLElement;
  read(): Draft;
  write(draft: Draft): void;
  show(findings: readonly FieldFinding[]): void;
  /** Shows every finding, and goes to the first that holds the piece back. */
  reveal(): void;
}

interface Part {
  heading: string;
  keys: readonly string[];
}

/** Before them stand the fields of the kind and the text; what no part names stands in the last. */
const OPENING: Part = { heading: 'What it is', keys: ['title', 'benefit', 'summary'] };
const CARE: Part = {
  heading: 'Who looks after it',
  keys: ['owner', 'audience', 'reviewed', 'published', 'review_by', 'expires', 'launch', 'launch_anyway'],
};
const GOOD_FOR: Part = {
  heading: 'What it is good for',
  keys: ['products', 'stages', 'personas', 'industries', 'regions', 'competitors'],
};
const FILES: Part = { heading: 'Files to take along', keys: ['downloads'] };
const FOUND = 'How it is found';

const TEXT: FormField = {
  key: 'body',
  label: 'Text',
  help: 'Write for someone with ninety seconds. A line that begins with ## is a heading, one that begins with - is a point in a list, **two stars** make words stand out.',
  isRequired: false,
  isAsked: true,
  shape: { type: 'text', isLong: true },
};

export function createForm(kind: Kind, kindLabel: string, forms: Forms, words: Words): DraftForm {
  const controls = new Map<string, Control>();
  const body = createText();
  const part = (heading: string, fields: readonly FormField[], ...more: Node[]): HTMLElement[] => {
    if (fields.length + more.length === 0) return [];
    for (const field of fields) controls.set(field.key, createControl(field, words));
    const nodes = fields.flatMap(({ key }) => controls.get(key)?.node ?? []);
    return [element('section', 'part', element('h2', '', heading), ...nodes, ...more)];
  };
  const named = ({ keys }: Part): FormField[] =>
    keys.flatMap((key) => forms.shared.find((field) => field.key === key) ?? []);
  const rest = forms.shared.filter(
    ({ key }) => ![OPENING, FILES, CARE, GOOD_FOR].some(({ keys }) => keys.includes(key)),
  );
  const node = element(
    'div',
    '',
    ...part(OPENING.heading, named(OPENING)),
    ...part(kindLabel, forms.own[kind], body.node),
    ...part(FILES.heading, named(FILES)),
    ...part(CARE.heading, named(CARE)),
    ...part(GOOD_FOR.heading, named(GOOD_FOR)),
    ...part(FOUND, rest),
  );
  const fields = [...forms.shared, ...forms.own[kind]];
  const inOrder = [
    ...named(OPENING),
    ...forms.own[kind],
    ...named(FILES),
    ...named(CARE),
    ...named(GOOD_FOR),
    ...rest,
  ];
  /** What this kind has no field for, kept for the kinds that have. */
  let others: Record<string, unknown> = {};
  return {
    node,
    read() {
      const values: Record<string, unknown> = {};
      for (const { key, isRequired, shape } of inOrder) {
        const value = controls.get(key)?.read();
        // What must be there is written, if empty, so that the check finds it at its place.
        if (value !== undefined || isRequired) values[key] = value ?? (shape.type === 'list' ? [] : '');
      }
      return { kind, values: { ...others, ...values }, body: String(body.read() ?? '') };
    },
    write(draft) {
      others = Object.fromEntries(
        Object.entries(draft.values).filter(([key]) => !fields.some((field) => field.key === key)),
      );
      for (const [key, control] of controls) {
        const value = draft.values[key];
        control.write(value === '' ? undefined : value);
      }
      body.write(draft.body);
    },
    show(findings) {
      body.clear();
      for (const control of controls.values()) control.clear();
      for (const finding of findings) {
        const [key, ...below] = finding.at;
        if (key === 'body') body.mark(finding, []);
        else (controls.get(String(key)) ?? controls.get('title'))?.mark(finding, below);
      }
    },
    reveal() {
      for (const control of controls.values()) control.reveal();
      body.reveal();
      const wrong = node.querySelector<HTMLElement>('[data-wrong]');
      (wrong?.matches('fieldset') === true
        ? wrong.querySelector<HTMLElement>('input, button')
        : wrong
      )?.focus();
    },
  };
}

/** The text keeps its lines as they are. */
function createText(): Control {
  const input = document.createElement('textarea');
  input.rows = 14;
  return createLeaf(TEXT, {
    input,
    read: () => input.value,
    write: (value) => void (input.value = String(value ?? '')),
  });
}
