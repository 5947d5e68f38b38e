import { decodeAnyEncoding } from './decode-any-encoding.ts';
import { visibilityOf } from './hidden.ts';
import type { Day } from '../dates.ts';
import type { ImportFile, ImportNote } from './import-plan.ts';
import { decodeAddress, encodeAddress, folderOf, withoutExportId } from './links/address.ts';
import { relativePath } from '../markdown/links.ts';
import { markdownOf } from './notion-properties.ts';
import { parseCsv } from './parse-csv.ts';

/** What the tables of an export say, which Notion writes as `Deals <identifier>.csv` beside the folder of their rows. */
export interface Databases {
  /** A page for each table, as Markdown, under the path of its file. */
  pages: ImportFile[];
  /** What a table says of the page of one of its rows. */
  rowOf(path: string): Readonly<Record<string, string>> | undefined;
  notes: ImportNote[];
  /** Files that are told of, and of which nothing else is to be said. */
  told: ReadonlySet<string>;
}

/** More rows are no page to read. */
const MAX_ROWS = 300;
/** Notion cuts the names of files, and a name that long says which row it is. */
const MIN_CUT_LETTERS = 40;
const ALL_COLUMNS = /_all(?=\.csv$)/i;

/**
 * A table of Notion's becomes a page with the table, each row linked to its page: readers clicked on it and saw it, and a
 * CSV file is found by no search. It shows the columns of the first view; the file with all columns fills in what the
 * page of a row does not say itself. (The other way, a page for each row, is what Notion's own export has made already.)
 */
export function readDatabases(
  tables: readonly ImportFile[],
  markdown: readonly ImportFile[],
  today: Day,
): Databases {
  const pagesOf = Map.groupBy(
    markdown.map(({ path }) => path),
    folderOf,
  );
  const rows = new Map<string, Record<string, string>>();
  const result = { pages: [] as ImportFile[], notes: [] as ImportNote[], told: new Set<string>() };
  const byTable = Map.groupBy(tables, ({ path }) => path.replace(ALL_COLUMNS, ''));
  for (const [path, files] of byTable) {
    const bare = path.replace(/\.csv$/i, '');
    const folders = [
      bare,
      [folderOf(bare), withoutExportId(nameOf(bare))].filter((part) => part !== '').join('/'),
    ];
    const paths = folders.flatMap((folder) => pagesOf.get(folder) ?? []);
    if (paths.length === 0 && withoutExportId(nameOf(path)) === nameOf(path)) continue;
    const whole = files.find((file) => ALL_COLUMNS.test(file.path)) ?? files[0];
    const view = files.find((file) => !ALL_COLUMNS.test(file.path)) ?? whole;
    const [all, shown] = [readTable(whole), readTable(view)];
    if (view === undefined || whole === undefined || all === undefined || shown === undefined) continue;
    const pathOf = rowFinder(paths);
    for (const row of recordsOf(all)) {
      const page = pathOf(row.name);
      if (page !== undefined) rows.set(page, row.values);
    }
    if (shown.length - 1 > MAX_ROWS) {
      const why = `A table of ${String(shown.length - 1)} rows is no page to read, so it stays a file; the pages of its rows say what stands in it.`;
      result.notes.push({ path: view.path, taken: true, why });
      continue;
    }
    // A row that its authors keep back would be told by its line.
    const records = recordsOf(shown);
    const open = records.filter(({ values }) => visibilityOf(lowerKeys(values), today, '', 'shown').shown);
    const held = records.length - open.length;
    if (held > 0) {
      const why = `Its table leaves out ${held === 1 ? 'one row, which is' : `${String(held)} rows, which are`} kept back: a property says draft or private.`;
      result.notes.push({ path: view.path, taken: true, why });
    }
    const body = renderTable(view.path, shown[0] ?? [], open, pathOf);
    result.pages.push({ path: view.path, bytes: new TextEncoder().encode(body) });
    if (whole !== view) {
      const why = `${withoutExportId(nameOf(view.path))} is its page; of the columns that only this file has, each row's own page says what it holds.`;
      result.notes.push({ path: whole.path, taken: false, why });
      result.told.add(whole.path);
    }
  }
  return { ...result, rowOf: (path) => rows.get(path) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The lines of a table, its heading first; undefined when it is none. */
function readTable(file: ImportFile | undefined): string[][] | undefined {
  const decoded = file?.bytes === undefined ? undefined : decodeAnyEncoding(file.bytes);
  if (decoded === undefined || 'why' in decoded) return undefined;
  const lines = parseCsv(decoded.text.replace(/^\uFEFF/, '')).filter((line) =>
    line.some((cell) => cell.trim() !== ''),
  );
  return (lines[0]?.length ?? 0) === 0 ? undefined : lines;
}

/** Each row by its name, which Notion puts first, with what else it says. */
function recordsOf([head = [], ...lines]: readonly (readonly string[])[]) {
  return lines.map((line) => ({
    line,
    name: (line[0] ?? '').trim(),
    values: Object.fromEntries(
      head.slice(1).flatMap((key, at): [string, string][] => {
        const value = (line[at + 1] ?? '').trim();
        return value === '' || key.trim() === '' ? [] : [[key.trim(), value]];
      }),
    ),
  }));
}

/** Finds the page of a row by its name. Of two pages of one name neither is, since nothing says which is whose. */
function rowFinder(paths: readonly string[]): (name: string) => string | undefined {
  const byName = Map.groupBy(paths, (path) =>
    fold(withoutExportId(decodeAddress(nameOf(path)).replace(/\.[a-z]+$/i, ''))),
  );
  return (name) => {
    const key = fold(name);
    if (key === '') return undefined;
    const found = byName.get(key) ?? cutName(key, byName);
    return found?.length === 1 ? found[0] : undefined;
  };
}

function cutName(key: string, byName: ReadonlyMap<string, string[]>): string[] | undefined {
  if (key.length < MIN_CUT_LETTERS) return undefined;
  return [...byName].find(([name]) => name.length >= MIN_CUT_LETTERS && key.startsWith(name))?.[1];
}

function fold(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function renderTable(
  path: string,
  head: readonly string[],
  rows: ReturnType<typeof recordsOf>,
  pathOf: (name: string) => string | undefined,
): string {
  const lines = rows.map(({ line, name }) => {
    const page = pathOf(name);
    const first = cellOf(name);
    return head.map((_, at) => {
      if (at > 0) return cellOf(line[at] ?? '');
      return page === undefined ? first : `[${first}](${encodeAddress(relativePath(path, page))})`;
    });
  });
  const all = [head.map(cellOf), head.map(() => '---'), ...lines];
  return all.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** Properties under the names that front matter has. */
function lowerKeys(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
}

function cellOf(value: string): string {
  return markdownOf(value)
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, '<br>');
}
