import type { Cell } from '../snapshot/answer.ts';
import { shareOf, shownColumns, type Column } from '../questions/columns.ts';
import type { PeopleGroup, Question } from '../questions/question.ts';
import { ALL_TEAMS } from '../questions/all-teams.ts';
import type { CountedCell, CountedRow } from './minimum-group.ts';

type Values = Readonly<Record<string, Cell>>;

function numberOf(values: Values, name: string): number | undefined {
  const value = values[name];
  return typeof value === 'number' ? value : undefined;
}

/** People who are in a group that holds those of a column, and not among these. */
function restsOf(people: number, group: Partial<PeopleGroup>, values: Values): number[] {
  return (group.within ?? []).flatMap((name) => {
    const rest = (numberOf(values, name) ?? 0) - people;
    return rest > 0 ? [rest] : [];
  });
}

/** The columns of people whose size decides whether a cell is shown. */
function behind(name: string, column: Column): readonly string[] {
  if (column.role === 'people') return [name];
  if (column.role === 'measure') return column.by;
  return column.role === 'share' ? [column.part] : [];
}

/** Makes of a question's counted rows what the minimum group is enforced on: each with the people behind it and its cells. */
export function countRows(
  { row, people }: Pick<Question, 'row' | 'people'>,
  rows: readonly Values[],
): CountedRow[] {
  const groups = Object.entries(people);
  const ofRow = groups.filter(([, { small }]) => small === 'row');
  const ofNumber = new Map(groups.filter(([, { small }]) => small === 'number'));
  const columns = shownColumns(row).map(
    ([name, column]) => [name, column, behind(name, column).filter((each) => ofNumber.has(each))] as const,
  );
  const keys = Object.entries(row).filter(([, { role }]) => role === 'key');
  const [teamKey] = keys.find(([, { type }]) => type === 'team') ?? [];

  return rows.map((values) => {
    /** The smallest group that the number of a column tells of: its own, or who is left over. 0 where it is nobody. */
    const smallest = (name: string) => {
      const own = numberOf(values, name) ?? 0;
      return own === 0 ? 0 : Math.min(own, ...restsOf(own, ofNumber.get(name) ?? {}, values));
    };
    const cells = columns.map(([name, column, by]): Cell | CountedCell => {
      const value =
        column.role === 'share'
          ? shareOf(values[column.part] ?? null, values[column.whole] ?? null)
          : (values[name] ?? null);
      return by.length === 0 ? value : { value, people: Math.min(...by.map(smallest)) };
    });
    if (ofRow.length === 0) return { cells };
    const counted = ofRow.map(([name, group]) => ({ people: numberOf(values, name) ?? 0, group }));
    const least = Math.min(...counted.map((each) => each.people));
    const rests = counted.flatMap((each) => restsOf(each.people, each.group, values));
    return {
      cells,
      people: least,
      ...(rests.length === 0 ? {} : { outOf: least + Math.min(...rests) }),
      ...(teamKey !== undefined && {
        partition: JSON.stringify(keys.flatMap(([name]) => (name === teamKey ? [] : [values[name]]))),
        ...(values[teamKey] === ALL_TEAMS && { isTotal: true as const }),
      }),
    };
  });
}
