/** Where one value is typed or chosen: how it is read, and how it is filled. */
import { foldCase } from '../../library/fold.ts';
import type { FormField, VocabularyName } from '../../publishing/draft/form.ts';

/** A word that can be chosen: `id` is written, `name` is read. */
export interface Choice {
  id: string;
  name: string;
}

/** Where fields find the words they offer. */
export interface Words {
  vocabulary(name: VocabularyName): readonly Choice[];
  /** Ids of suggestion lists in the page, for fields that name another asset or a file. */
  lists: Record<'assets' | 'files', string>;
}

/** More words than this are typed with suggestions, not shown all at once. */
export const SHOWN_CHOICES = 20;

let count = 0;
export const newId = (): string => `field-${String(++count)}`;

export interface Input {
  /** What carries the label and gets the focus. */
  input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
  /** Stands behind the input. */
  beside?: Node;
  read(): unknown;
  write(value: unknown): void;
}

/** Offered by name; any other is typed as its tag. */
const LANGUAGES =
  'en de fr es it nl pt pl cs da sv nb fi hu ro el bg hr sk sl et lv lt tr uk ja ko zh ar he hi id th vi'.split(
    ' ',
  );

function languageChoices(): Choice[] {
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  return LANGUAGES.map((id) => ({ id, name: names.of(id) ?? id }));
}

export function createInput({ label, usual, isAsked, shape }: FormField, words: Words): Input {
  if (shape.type === 'language') return createTypedChoice(languageChoices());
  if (shape.type === 'choice') {
    const choices =
      shape.vocabulary === undefined
        ? (shape.options ?? []).map((id) => ({ id, name: sentenceOf(id) }))
        : words.vocabulary(shape.vocabulary);
    return choices.length > SHOWN_CHOICES
      ? createTypedChoice(choices)
      : createSelect(choices, usual, isAsked);
  }
  const input =
    shape.type === 'text' && shape.isLong
      ? document.createElement('textarea')
      : document.createElement('input');
  if (input instanceof HTMLTextAreaElement) input.rows = 2;
  else if (shape.type === 'day') input.type = 'date';
  else if (shape.type === 'address') input.inputMode = 'url';
  else if (shape.type === 'number') input.inputMode = 'numeric';
  if (shape.type === 'text' && shape.suggests !== undefined)
    input.setAttribute('list', words.lists[shape.suggests]);
  if (usual !== undefined) input.setAttribute('placeholder', String(usual));
  if (label === '') input.setAttribute('aria-label', 'Entry');
  return {
    input,
    read() {
      // A title or a claim is one line; a line break in it would only be a slip.
      const text = input.value.replace(/\s+/g, ' ').trim();
      if (text === '') return undefined;
      return shape.type === 'number' && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
    },
    write(value) {
      input.value = value === undefined ? '' : String(value);
    },
  };
}

function createSelect(choices: readonly Choice[], usual: unknown, isAsked: boolean): Input {
  const select = document.createElement('select');
  if (usual === undefined) select.append(new Option(isAsked ? 'Choose…' : 'Not said', ''));
  select.append(...choices.map(({ id, name }) => new Option(name, id)));
  const nothing = usual === undefined ? '' : String(usual);
  select.value = nothing;
  return {
    input: select,
    read: () => (select.value === nothing ? undefined : select.value),
    write(value) {
      select.value = value === undefined ? nothing : String(value);
      // A word that hub.yaml has lost since stays visible, so that it can be changed.
      if (select.value !== String(value) && value !== undefined) {
        select.append(new Option(String(value), String(value), false, true));
      }
    },
  };
}

function createTypedChoice(choices: readonly Choice[]): Input {
  const input = document.createElement('input');
  const list = document.createElement('datalist');
  list.id = newId();
  list.append(...choices.map(({ name }) => new Option(name)));
  input.setAttribute('list', list.id);
  return {
    input,
    beside: list,
    read() {
      const typed = foldCase(input.value);
      if (typed === '') return undefined;
      return (
        choices.find(({ id, name }) => foldCase(name) === typed || id === typed)?.id ?? input.value.trim()
      );
    },
    write(value) {
      input.value =
        choices.find(({ id }) => id === value)?.name ?? (value === undefined ? '' : String(value));
    },
  };
}

const sentenceOf = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
