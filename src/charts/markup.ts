import { escapeHtml } from '../library/escape-html.ts';

/** Text that is already fit for a page. Only `markup` makes it, so what people typed can never become a tag. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, markup is kept, nothing is left out. */
export type Part = Markup | string | number | undefined | readonly Part[];

/**
 * Markup from a template. Every value is escaped unless it is markup itself. Line breaks of the template, with the
 * indentation after them, are not part of the page: one space inside a tag or a text, nothing beside a tag or a value.
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  const parts = unfold(strings);
  let text = parts[0] ?? '';
  values.forEach((value, index) => {
    text += renderPart(value) + (parts[index + 1] ?? '');
  });
  return new Markup(text);
}

const unfolded = new WeakMap<TemplateStringsArray, string[]>();

function unfold(strings: TemplateStringsArray): string[] {
  let parts = unfolded.get(strings);
  if (parts === undefined) {
    parts = strings.map((part) =>
      part.replace(/\s*\n\s*/g, (run, at: number) => {
        const before = part[at - 1] ?? '>';
        const after = part[at + run.length] ?? '<';
        return before === '>' || after === '<' ? '' : ' ';
      }),
    );
    unfolded.set(strings, parts);
  }
  return parts;
}

function renderPart(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(renderPart).join('');
  return escapeHtml(String(part));
}
