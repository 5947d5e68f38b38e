/** What one room may reach for, as `src/README.md` says. */
interface RoomLaw {
  rooms: readonly string[];
  packages: readonly string[];
}

/** The map of the code: the rooms it explains and the law of each. */
export interface CodeMap {
  explained: readonly string[];
  /** Rooms that take values and give values, and nothing else: their explanation begins with PURE. */
  pure: readonly string[];
  laws: ReadonlyMap<string, RoomLaw>;
}

/** Reads the two tables of `src/README.md`. Throws when one of them is not there, since nothing can be guarded then. */
export function parseMap(markdown: string): CodeMap {
  const rooms = tableBelow(markdown, 'Rooms');
  const explained = rooms.map((row) => unquote(row[0]));
  const pure = rooms.filter((row) => row[1]?.startsWith('PURE')).map((row) => unquote(row[0]));
  const laws = new Map<string, RoomLaw>();
  for (const row of tableBelow(markdown, 'Who may import whom')) {
    laws.set(unquote(row[0]), { rooms: listOf(row[1]), packages: listOf(row[2]) });
  }
  return { explained, pure, laws };
}

/** Cells of the rows of the first table below a heading, its head left out. */
function tableBelow(markdown: string, heading: string): string[][] {
  const section = markdown.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  const rows = (section ?? '').split('\n').filter((line) => line.startsWith('|'));
  if (rows.length < 3) throw new Error(`src/README.md has no table below "## ${heading}".`);
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function unquote(cell: string | undefined): string {
  return (cell ?? '').replaceAll('`', '');
}

function listOf(cell: string | undefined): string[] {
  return unquote(cell)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
