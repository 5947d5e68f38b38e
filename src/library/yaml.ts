import { isMap, isSeq, LineCounter, parseDocument, type Document } from 'yaml';

/** Keys and values as they are written, and where each of them stands. Dates stay text. */
export interface YamlValues {
  data: Record<string, unknown>;
  /**
   * 1-based line of the value at a key path, such as `['proof', 0, 'claim']`; the nearest parent's line when it leads
   * nowhere.
   */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Why a text could not be read: half a sentence, and the way out. */
export interface YamlFault {
  /** 1-based. */
  line: number;
  why: string;
  hint: string;
}

const OPTIONS = { schema: 'core', uniqueKeys: true, prettyErrors: false, logLevel: 'error' } as const;

/** Reads YAML that holds keys and values. Never throws, and neither answer comes for an empty text. */
export function parseYaml(text: string): { values?: YamlValues; fault?: YamlFault } {
  const lines = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter: lines });
  const error = document.errors[0];
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    const marks = /^<{7} \S/m.exec(text);
    if (marks !== null && /^>{7} \S/m.test(text))
      return {
        fault: {
          line: lines.linePos(marks.index).line,
          why: 'two versions of it stand here, between marks that git has left',
          hint: 'Keep one of the two and take the marks out.',
        },
      };
    return {
      fault: {
        line,
        why: plainFault(error.code),
        hint: 'Put text that holds a colon or begins with a special sign in quotes, and indent lists by two spaces.',
      },
    };
  }
  let data: unknown;
  try {
    data = document.toJS();
  } catch {
    // `*name` without `&name`, or so many of them inside each other that they would fill the memory.
    const why = 'it repeats a value with * that is not there, or far too often';
    return {
      fault: { line: firstLine(document, lines), why, hint: 'Write the value out where it is wanted.' },
    };
  }
  if (data === null || data === undefined) return {};
  if (typeof data !== 'object' || Array.isArray(data)) {
    const why = 'it is not a list of keys and values';
    return {
      fault: {
        line: firstLine(document, lines),
        why,
        hint: 'Write one key a line, like title: Five-minute demo.',
      },
    };
  }
  return {
    values: { data: data as Record<string, unknown>, lineOf: (keys) => lineOf(document, lines, keys) },
  };
}

function firstLine(document: Document, lines: LineCounter): number {
  return startOf(document.contents, lines) ?? 1;
}

function lineOf(document: Document, lines: LineCounter, keys: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let line = 1;
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(key));
      if (pair === undefined) return line;
      line = startOf(pair.key, lines) ?? line;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      line = startOf(node, lines) ?? line;
    } else return line;
  }
  return line;
}

function startOf(node: unknown, lines: LineCounter): number | undefined {
  const range = (node as { range?: [number, number, number] | null } | undefined)?.range;
  return range ? lines.linePos(range[0]).line : undefined;
}

function plainFault(code: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'a key stands there twice';
    case 'BAD_INDENT':
    case 'TAB_AS_INDENT':
      return 'the indentation does not fit';
    case 'MISSING_CHAR':
      return 'a quote, bracket or colon is missing';
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a key has no colon, or a value has one too many';
    default:
      return 'it is not valid YAML';
  }
}
