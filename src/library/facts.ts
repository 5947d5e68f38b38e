import type { Nodes, Root } from 'hast';
import type { CompileMarkdown } from './markdown/compile.ts';

/** Something that is true of the whole company and stands in one place: a price, a limit, a certificate. */
export interface Fact {
  /** What is written between the braces: `van-price` of `{{fact:van-price}}`. */
  id: string;
  /** The words that a page shows. */
  says: string;
}

/** A place of an asset that shows a fact. */
export interface FactUse {
  /** Id of the fact; in `FactFiller.unknown` what somebody wrote for one. */
  fact: string;
  /** 1-based line of the file. */
  line: number;
  /** Key path of the value in the front matter, such as `['pricing', 0]`; undefined in the text below it. */
  at: PropertyKey[] | undefined;
}

/** `{{fact:cold-price}}`: two braces and the word, so that `{{first name}}` of an email stays as it is. */
const MARK = /\{\{[ \t]*fact[ \t]*:[ \t]*([^{}\n]*?)[ \t]*\}\}/gi;
const BEGINS = /\{\{[ \t]*fact[ \t]*:/i;

/** What fills the marks of one file, and what it met. */
export interface FactFiller {
  /** The value with every mark replaced; marks of facts that are not there stay. */
  fillData: (data: Record<string, unknown>) => Record<string, unknown>;
  fillBody: (body: string) => string;
  /** Where known facts are shown, in the order in which they were met. */
  uses: FactUse[];
  /** Marks that name no fact. */
  unknown: FactUse[];
}

/** Makes the filler of one file. Filling never adds or takes a line, so that findings keep their places. */
export function createFactFiller(
  facts: readonly Fact[],
  file: { lineOf: (path: readonly PropertyKey[]) => number; bodyLine: number },
  compile: CompileMarkdown,
): FactFiller {
  const says = new Map(facts.map((fact) => [fact.id, fact.says]));
  const filler: FactFiller = { fillData, fillBody, uses: [], unknown: [] };

  function fill(text: string, place: (at: number) => Pick<FactUse, 'line' | 'at'> | undefined): string {
    if (!BEGINS.test(text)) return text;
    return text.replaceAll(MARK, (mark, fact: string, at: number) => {
      const found = place(at);
      if (found === undefined) return mark;
      const value = says.get(fact);
      (value === undefined ? filler.unknown : filler.uses).push({ fact, ...found });
      return value ?? mark;
    });
  }

  function fillValue(value: unknown, at: readonly PropertyKey[]): unknown {
    if (typeof value === 'string') return fill(value, () => ({ line: file.lineOf(at), at: [...at] }));
    if (Array.isArray(value)) return value.map((item, index) => fillValue(item, [...at, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, fillValue(inner, [...at, key])]),
    );
  }

  function fillData(data: Record<string, unknown>): Record<string, unknown> {
    return fillValue(data, []) as Record<string, unknown>;
  }

  function fillBody(body: string): string {
    if (!BEGINS.test(body)) return body;
    const unfilled = unfilledOf(compile(body));
    return fill(body, (at) => {
      if (unfilled.some(({ from, to }) => at >= from && at < to)) return undefined;
      return { line: file.bodyLine + body.slice(0, at).split('\n').length - 1, at: undefined };
    });
  }

  return filler;
}

/** Where blocks of code and comments lie in a text: nothing is filled in there. */
function unfilledOf(tree: Root): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  const open: Nodes[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? from;
    if (node.type === 'element' && node.tagName === 'pre') found.push({ from, to });
    else if (node.type === 'raw' && node.value.startsWith('<!--')) {
      const length = node.value.indexOf('-->', 4);
      found.push({ from, to: length === -1 ? to : from + length });
    } else if ('children' in node) open.push(...node.children);
  }
  return found;
}
