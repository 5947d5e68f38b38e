/** Fields of a form made from the schema: each knows how to read, fill and mark itself. */
import type { FieldFinding } from '../../publishing/draft/check.ts';
import type { FormField } from '../../publishing/draft/form.ts';
import { createButton, element, icon } from '../elements.ts';
import { createInput, newId, SHOWN_CHOICES, type Choice, type Input, type Words } from './new-inputs.ts';
import { createNotes } from './new-notes.ts';

/** One field in the page. */
export interface Control {
  node: HTMLElement;
  /** Undefined when nothing is filled in. */
  read(): unknown;
  write(value: unknown): void;
  /** Takes away the findings that are shown. */
  clear(): void;
  /** Takes a finding about the value at this path below the field. */
  mark(finding: FieldFinding, at: readonly PropertyKey[]): void;
  /** From now on findings show, also where nobody has been yet. */
  reveal(): void;
}

export function createControl(field: FormField, words: Words): Control {
  const { shape } = field;
  switch (shape.type) {
    case 'choices': {
      const choices = words.vocabulary(shape.vocabulary);
      if (choices.length <= SHOWN_CHOICES) return createChoices(field, choices);
      const of: FormField = { ...field, label: '', help: '', shape: { ...shape, type: 'choice' } };
      return createList(field, of, words);
    }
    case 'group':
      return createGroup(field, shape.fields, words);
    case 'list':
      return createList(field, shape.of, words);
    default:
      return createLeaf(field, createInput(field, words));
  }
}

/** Label, help, input, and below them what is wrong. */
export function createLeaf(field: FormField, { input, beside, read, write }: Input): Control {
  const id = newId();
  input.id = id;
  const notes = createNotes(id, (meant) => {
    write(meant);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.focus();
  });
  const parts: Node[] = [];
  if (field.label !== '') {
    const label = element(
      'label',
      '',
      field.label,
      ...(field.isAsked ? [] : [element('span', 'muted', ' optional')]),
    );
    label.htmlFor = id;
    if (field.isAsked) input.ariaRequired = 'true';
    parts.push(label);
  }
  if (field.help !== '') {
    const help = element('p', 'help', field.help);
    help.id = `${id}-help`;
    parts.push(help);
    input.setAttribute('aria-describedby', help.id);
  }
  parts.push(input, ...(beside === undefined ? [] : [beside]));
  if (field.shape.type === 'text' && field.shape.maxCharacters !== undefined) {
    parts.push(createLetterCount(input, field.shape.maxCharacters));
  }
  const node = element('div', 'field', ...parts, notes.node);
  node.addEventListener('change', notes.reveal);
  return {
    node,
    read,
    write(value) {
      write(value);
      input.dispatchEvent(new Event('hub:written'));
    },
    clear: () => notes.clear(input),
    mark: (finding) => notes.add(input, finding),
    reveal: notes.reveal,
  };
}

/** How many letters are left, once they run short. */
function createLetterCount(input: HTMLElement & { value: string }, most: number): HTMLElement {
  const left = element('p', 'letters');
  const show = (): void => {
    const rest = most - input.value.trim().length;
    left.textContent = rest > most / 4 || rest < 0 ? '' : `${String(rest)} letters left`;
  };
  for (const event of ['input', 'hub:written']) input.addEventListener(event, show);
  return left;
}

function createChoices(field: FormField, choices: readonly Choice[]): Control {
  const boxes = choices.map(({ id, name }) => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.value = id;
    return { box, label: element('label', 'chip', box, name) };
  });
  const fieldset = createFieldset(field);
  const notes = createNotes(fieldset.id, () => undefined);
  fieldset.append(element('div', 'chips', ...boxes.map(({ label }) => label)), notes.node);
  return {
    node: fieldset,
    read() {
      const ids = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value);
      return ids.length === 0 ? undefined : ids;
    },
    write(value) {
      for (const { box } of boxes) box.checked = Array.isArray(value) && value.includes(box.value);
    },
    clear: () => notes.clear(fieldset),
    mark: (finding) => notes.add(fieldset, finding),
    reveal: notes.reveal,
  };
}

function createFieldset({ label, help, isAsked }: FormField): HTMLFieldSetElement {
  const fieldset = element('fieldset', 'field');
  fieldset.id = newId();
  if (label !== '') {
    const optional = isAsked ? [] : [element('span', 'muted', ' optional')];
    fieldset.append(element('legend', '', label, ...optional));
  }
  if (help !== '') {
    const note = element('p', 'help', help);
    note.id = `${fieldset.id}-help`;
    fieldset.append(note);
    fieldset.setAttribute('aria-describedby', note.id);
  }
  return fieldset;
}

function createGroup(field: FormField, fields: readonly FormField[], words: Words): Control {
  const inner = fields.map((each) => ({
    key: each.key,
    isRequired: each.isRequired,
    control: createControl(each, words),
  }));
  const fieldset = createFieldset(field);
  fieldset.append(...inner.map(({ control }) => control.node));
  return {
    node: fieldset,
    read() {
      const said = inner.map(({ key, isRequired, control }) => ({ key, isRequired, value: control.read() }));
      if (said.every(({ value }) => value === undefined)) return undefined;
      // What must be there is written, if empty, so that the check finds it at its place.
      const kept = said.filter(({ value, isRequired }) => value !== undefined || isRequired);
      return Object.fromEntries(kept.map(({ key, value }) => [key, value ?? '']));
    },
    write(value) {
      const values = (value ?? {}) as Record<string, unknown>;
      for (const { key, control } of inner) control.write(values[key] === '' ? undefined : values[key]);
    },
    clear: () => inner.forEach(({ control }) => control.clear()),
    mark(finding, [key, ...rest]) {
      (inner.find((each) => each.key === key) ?? inner[0])?.control.mark(finding, rest);
    },
    reveal: () => inner.forEach(({ control }) => control.reveal()),
  };
}

/** Entries that can be added and taken out. Entries left empty are no entries. */
function createList(field: FormField, of: FormField, words: Words): Control {
  const fieldset = createFieldset(field);
  const list = element('ol', 'entries');
  const notes = createNotes(fieldset.id, () => undefined);
  let entries: { control: Control; node: HTMLElement }[] = [];
  const changed = (): void => void fieldset.dispatchEvent(new Event('input', { bubbles: true }));
  const filled = () => entries.filter(({ control }) => control.read() !== undefined);
  const add = (value?: unknown): HTMLElement => {
    const control = createControl(of, words);
    if (value !== undefined) control.write(value);
    const node = element('li', '', control.node, createButton('icon-button', takeOut, icon('remove')));
    const nth = `${field.label}, entry ${String(entries.length + 1)}`;
    node.querySelector('.icon-button')?.setAttribute('aria-label', `Take out ${nth}`);
    const only = control.node.matches('div.field')
      ? control.node.querySelector('input, textarea, select')
      : null;
    if (only !== null) only.setAttribute('aria-label', nth);
    else control.node.setAttribute('aria-label', nth);
    const entry = { control, node };
    function takeOut(): void {
      const at = entries.indexOf(entry);
      entries = entries.filter((each) => each !== entry);
      node.remove();
      (
        entries[Math.min(at, entries.length - 1)]?.node.querySelector<HTMLElement>('input, textarea') ?? more
      ).focus();
      changed();
    }
    entries.push(entry);
    list.append(node);
    return node;
  };
  const more = createButton(
    'button add',
    () => add().querySelector<HTMLElement>('input, textarea, select')?.focus(),
    icon('add'),
    entryWord(field.label),
  );
  fieldset.append(list, more, notes.node);
  return {
    node: fieldset,
    read() {
      const values = filled().map(({ control }) => control.read());
      return values.length === 0 ? undefined : values;
    },
    write(value) {
      entries = [];
      list.replaceChildren();
      for (const each of Array.isArray(value) ? value : []) add(each);
    },
    clear() {
      notes.clear(fieldset);
      entries.forEach(({ control }) => control.clear());
    },
    mark(finding, [at, ...rest]) {
      const entry = typeof at === 'number' ? filled()[at] : undefined;
      if (entry === undefined) notes.add(fieldset, finding);
      else entry.control.mark(finding, rest);
    },
    reveal() {
      notes.reveal();
      entries.forEach(({ control }) => control.reveal());
    },
  };
}

const entryWord = (label: string): string => `Add to ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
