/**
 * Reads the part of TOML that front matter is written in: pairs, texts and lists over several lines, and tables. What stands
 * in `[params]` and `[extra]`, where Hugo and Zola keep words of a site's own, counts like the page's own words; other tables
 * become values of their name. A value of another shape stays as it is written.
 */
export function parsePlainToml(block: string): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  let table = data;
  const pair =
    /^[ \t]*(?:\[([\w.-]+)\][^\n]*|\[\[[^\n]*|(?:([A-Za-z_][\w-]*)|"([^"\n]+)")[ \t]*=[ \t]*("""[\s\S]*?"""|'''[\s\S]*?'''|\[(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[^\]"'#])*\]|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\n]*))/gm;
  for (const [whole, name, bare, quoted, written = ''] of block.replaceAll('\r\n', '\n').matchAll(pair)) {
    const key = bare ?? quoted;
    if (key !== undefined) {
      if (table !== data || !Object.hasOwn(table, key)) define(table, key, valueOf(written));
    } else if (name === undefined && whole.trimStart().startsWith('[[')) table = {};
    else if (name === 'params' || name === 'extra') table = data;
    else {
      table = {};
      define(data, name ?? '', table);
    }
  }
  return data;
}

/** Sets an own value whatever its name is. */
function define(table: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(table, key, { value, enumerable: true, configurable: true, writable: true });
}

function valueOf(written: string): unknown {
  const text = written.trim();
  if (text.startsWith('[')) {
    const items = text.slice(1, -1).matchAll(/"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[^\s,"'#]+/g);
    return [...items].flatMap(([item]) => (item.startsWith('#') ? [] : [valueOf(item)]));
  }
  const multi = /^("""|''')\n?([\s\S]*)\1$/.exec(text);
  if (multi !== null)
    return multi[1] === '"""' ? unescaped((multi[2] ?? '').replace(/\\\n\s*/g, '')) : (multi[2] ?? '');
  const literal = /^'([^']*)'/.exec(text)?.[1];
  if (literal !== undefined) return literal;
  const basic = /^"((?:\\.|[^"\\])*)"/.exec(text)?.[1];
  if (basic !== undefined) return unescaped(basic);
  const plain = text.replace(/\s+#.*$/, '');
  return plain === 'true' ? true : plain === 'false' ? false : plain;
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/g,
    (_, short?: string, long?: string, sign = '') => {
      const code = short ?? long;
      if (code !== undefined)
        return Number.parseInt(code, 16) > 0x10ffff ? '' : String.fromCodePoint(Number.parseInt(code, 16));
      return ({ n: '\n', t: '\t', r: '', b: '', f: '' } as Record<string, string>)[sign] ?? sign;
    },
  );
}
