/** A `.gitattributes` file: the folder it lies in (`''` for the top), and its text. */
export interface AttributesFile {
  folder: string;
  text: string;
}

/**
 * Whether Git LFS keeps the file at `path` (gitattributes(5), patterns as in gitignore(5)): of all lines that match, the
 * last one of the deepest file decides.
 */
export function isInLfs(path: string, files: readonly AttributesFile[]): boolean {
  let inLfs = false;
  const byDepth = [...files].sort((a, b) => a.folder.length - b.folder.length);
  for (const { folder, text } of byDepth) {
    if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
    const below = folder === '' ? path : path.slice(folder.length + 1);
    for (const line of text.split(/\r?\n/)) {
      const { pattern, attributes } = readLine(line);
      const filter = attributes.findLast((word) => /^[-!]?filter(?:=|$)/.test(word));
      if (pattern !== '' && filter !== undefined && matches(pattern, below)) inLfs = filter === 'filter=lfs';
    }
  }
  return inLfs;
}

/** A pattern may stand in quotation marks, as C writes them. */
function readLine(line: string): { pattern: string; attributes: string[] } {
  const trimmed = line.trim();
  if (trimmed === '' || trimmed.startsWith('#')) return { pattern: '', attributes: [] };
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*(.*)$/.exec(trimmed);
  const [pattern = '', rest = ''] =
    quoted === null
      ? [/^\S+/.exec(trimmed)?.[0], trimmed.replace(/^\S+/, '')]
      : [quoted[1]?.replace(/\\(.)/g, '$1'), quoted[2]];
  return { pattern, attributes: rest.split(/\s+/).filter((word) => word !== '') };
}

function matches(pattern: string, path: string): boolean {
  // Without a slash, or with one only at its end, a pattern looks at the name alone.
  const anchored = pattern.slice(0, -1).includes('/');
  const subject = anchored ? path : path.slice(path.lastIndexOf('/') + 1);
  return patternAsRegExp(pattern.replace(/^\//, '')).test(subject);
}

function patternAsRegExp(pattern: string): RegExp {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    const set = /^\[(!|\^)?((?:\]|[^\]])(?:[^\]])*)\]/.exec(rest);
    if (rest.startsWith('**/')) {
      source += '(?:.*/)?';
      at += 2;
    } else if (rest.startsWith('**')) {
      source += '.*';
      at += 1;
    } else if (rest.startsWith('*')) source += '[^/]*';
    else if (rest.startsWith('?')) source += '[^/]';
    else if (set !== null) {
      source += `[${set[1] === undefined ? '' : '^'}${(set[2] ?? '').replace(/[\\\]^]/g, '\\$&')}]`;
      at += set[0].length - 1;
    } else if (rest.startsWith('\\') && rest.length > 1) {
      source += escape(rest.charAt(1));
      at += 1;
    } else source += escape(rest.charAt(0));
  }
  return new RegExp(`^${source}$`);
}

function escape(sign: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(sign) ? `\\${sign}` : sign;
}
