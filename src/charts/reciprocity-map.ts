import { renderDay, type Day } from '../library/dates.ts';
import { departmentOfTeam, nameOfDepartment, SALES } from '../library/departments.ts';
import { nextSession, type Session } from '../library/records/rhythm.ts';
import { renderList } from '../library/render-list.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { whoReadsWhosePages } from '../usage/questions/who-reads-whose-pages.ts';
import { UNDER_TEN } from '../usage/snapshot/answer.ts';
import { renderNumber } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup, type Markup } from './markup.ts';

/** Cells are shaded in so many steps. */
const SHADES = 4;

type Row = RowOf<typeof whoReadsWhosePages>;

/** One way between two departments. */
interface Way {
  /** Ids of the departments that read, counted together where they are small. */
  readers: readonly string[];
  /** Id of the department whose pages they are. */
  department: string;
  /** Undefined where they are under ten. */
  people: number | undefined;
  /** The next session that could fill an empty cell. */
  next: Session | undefined;
}

/** A field of departments that read and departments that write; what is empty names the session that could fill it. */
export const reciprocityMap = figureFor(whoReadsWhosePages, {
  finding: ({ rows, context, today }) => {
    const { lines } = layOut(rows, context, today);
    const ways = lines.flatMap(({ cells }) => cells).filter(isOther);
    const read = ways.filter(({ people }) => people !== undefined);
    const one = read.find(
      ({ readers, department }) => readers.length === 1 && !isReadBack(read, readers[0], department),
    );
    const named =
      one === undefined
        ? ''
        : ` ${nameOfDepartment(one.readers[0] ?? '', context.departments)} reads ${nameOfDepartment(one.department, context.departments)}, and is not read back.`;
    return `In ${renderNumber(read.length)} of ${renderNumber(ways.length)} directions ten people or more of one department read another one.${named}`;
  },
  headline: ({ rows, context, today }) => {
    const ways = layOut(rows, context, today)
      .lines.flatMap(({ cells }) => cells)
      .filter(isOther);
    const read = ways.filter(({ people }) => people !== undefined);
    return `read in ${renderNumber(read.length)} of ${renderNumber(ways.length)} directions`;
  },
  render: ({ answer, rows, context, today }) => {
    const { columns, lines } = layOut(rows, context, today);
    const most = Math.max(1, ...lines.flatMap(({ cells }) => cells.map(({ people = 0 }) => people)));
    const name = (id: string) => nameOfDepartment(id, context.departments);
    return markup`
      <div class="chart-field" role="region" aria-label="${answer.title}" tabindex="0">
        <table>
          <thead><tr><td>Who reads, and whose pages</td>${columns.map((id) => markup`<th scope="col">${name(id)}</th>`)}</tr></thead>
          <tbody>${lines.map(({ readers, cells }) => markup`<tr><th scope="row">${renderList(readers.map(name))}</th>${cells.map((cell) => renderWay(cell, most))}</tr>`)}</tbody>
        </table>
      </div>
      <p class="chart-rest">A number is of people, rounded. An empty cell is ${UNDER_TEN}, and shows the day of the next session that could fill it.</p>
      ${renderFillers(lines.flatMap(({ cells }) => cells).filter(isOther), context)}`;
  },
});

function renderWay(way: Way, most: number): Markup {
  const { people, next } = way;
  if (!isOther(way)) return markup`<td class="own">own</td>`;
  if (people !== undefined)
    return markup`<td class="read read-${Math.ceil((SHADES * people) / most)}">${renderNumber(people)}</td>`;
  if (next === undefined) return markup`<td class="gap">none set</td>`;
  return markup`<td class="gap">${renderDay(next.on).replace(/ \d+$/, '')}</td>`;
}

/** The sessions that could fill empty cells, soonest first, and the departments that have planned none. */
function renderFillers(ways: readonly Way[], { departments }: ChartContext): Markup | undefined {
  const name = (id: string) => nameOfDepartment(id, departments);
  const empty = ways.filter(({ people }) => people === undefined);
  if (empty.length === 0) return undefined;
  const bySession = Map.groupBy(
    empty.filter(({ next }) => next !== undefined),
    ({ next }) => next,
  );
  const planned = [...bySession].sort(([a], [b]) => ((a?.on ?? '') < (b?.on ?? '') ? -1 : 1));
  const none = [
    ...new Set(empty.filter(({ next }) => next === undefined).map(({ department }) => department)),
  ];
  const who = (cells: readonly Way[]) => [...new Set(cells.flatMap(({ readers }) => readers))].map(name);
  return markup`
    <ul class="chart-fillers">
      ${planned.map(([session, cells]) => markup`<li><b>${renderDay(session?.on ?? '')}</b> ${session?.session}: ${name(cells[0]?.department ?? '')} shows it, ${renderList(who(cells))} could come</li>`)}
      ${none.length === 0 ? undefined : markup`<li>No session is planned that would show the work of ${renderList(none.map(name))} to all who do not read it.</li>`}
    </ul>`;
}

const isOther = ({ readers, department }: Way): boolean => !readers.includes(department);

function isReadBack(read: readonly Way[], reader: string | undefined, department: string): boolean {
  return read.some((way) => way.department === reader && way.readers.includes(department));
}

/** Departments in the order of hub.yaml, those that read as lines; each line has a cell for each that writes. */
function layOut(
  rows: readonly Row[],
  { departments, teams, sessions }: ChartContext,
  today: Day,
): { columns: string[]; lines: { readers: string[]; cells: Way[] }[] } {
  const columns = [...new Set([SALES, ...departments.map(({ id }) => id)])];
  const departmentOf = (group: string) =>
    columns.includes(group) ? group : departmentOfTeam(group, { teams });
  const counted = new Map(rows.map((row) => [`${row.reader} ${row.department}`, row.people]));
  const place = (reader: string) => columns.indexOf(reader.split('+')[0] ?? '');
  const lines = [...new Set(rows.map(({ reader }) => reader))]
    .sort((a, b) => place(a) - place(b))
    .map((reader) => {
      const readers = reader.split('+');
      const cells = columns.map((department): Way => {
        const next = readers
          .flatMap((to) => nextSession(sessions, { from: department, to, today }, departmentOf) ?? [])
          .sort((a, b) => (a.on < b.on ? -1 : 1))[0];
        return { readers, department, people: counted.get(`${reader} ${department}`) ?? undefined, next };
      });
      return { readers, cells };
    });
  return { columns, lines };
}
