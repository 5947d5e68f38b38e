import type { Cell } from '../snapshot/answer.ts';

/** Fewest people that a number may be about. Promised to reps and to works councils; not a setting. */
export const MINIMUM_GROUP = 5;

/** A cell that is about fewer people than its row, such as the copies of an asset that many only looked at. */
export interface CountedCell {
  value: Cell;
  people: number;
}

/** One row before the minimum group is enforced. */
export interface CountedRow {
  cells: (Cell | CountedCell)[];
  /** Distinct people behind the row; undefined where the row is about no people at all. */
  people?: number;
  /** The number of people the row is a share of: whoever is left over must not be a small group either. */
  outOf?: number;
  /** Rows of one `partition` together make up its total, so one hidden row could be found by subtraction. */
  partition?: string;
  isTotal?: true;
}

/** Rows that may be shown, and how many groups may not. */
export interface ShownRows {
  rows: Cell[][];
  /** Rows and single cells left out. */
  withheld: number;
}

/** Whether a number is about somebody, and about too few to be told. */
export function isSmallGroup(people: number): boolean {
  return people > 0 && people < MINIMUM_GROUP;
}

function isSmall(people: number): boolean {
  return people < MINIMUM_GROUP;
}

function isTooSmall({ people, outOf }: CountedRow): boolean {
  if (people === undefined) return false;
  const others = outOf === undefined ? 0 : outOf - people;
  return isSmall(people) || (others > 0 && isSmall(others));
}

/**
 * Rows of a partition that must be hidden as well: as long as total minus shown rows is a small group, the next
 * smallest row goes too (complementary suppression). A person in two rows makes the remainder smaller, never larger.
 */
function hideComplements(rows: readonly CountedRow[], hidden: Set<CountedRow>): void {
  const partitions = new Map<string, CountedRow[]>();
  for (const row of rows)
    if (row.partition !== undefined)
      partitions.set(row.partition, [...(partitions.get(row.partition) ?? []), row]);
  for (const members of partitions.values()) {
    const total = members.find((row) => row.isTotal === true && !hidden.has(row));
    const parts = members.filter((row) => row.isTotal !== true);
    if (total === undefined || !parts.some((row) => hidden.has(row))) continue;
    const shown = parts.filter((row) => !hidden.has(row)).sort((a, b) => (a.people ?? 0) - (b.people ?? 0));
    let rest = (total.people ?? 0) - shown.reduce((sum, row) => sum + (row.people ?? 0), 0);
    for (const row of shown) {
      if (!isSmall(rest)) break;
      hidden.add(row);
      rest += row.people ?? 0;
    }
  }
}

/** Leaves out whatever is about fewer than five people, directly or by subtraction from what is shown. */
export function withholdSmallGroups(rows: readonly CountedRow[]): ShownRows {
  const hidden = new Set(rows.filter(isTooSmall));
  hideComplements(rows, hidden);
  let withheld = hidden.size;
  const shown = rows
    .filter((row) => !hidden.has(row))
    .map((row) =>
      row.cells.map((cell) => {
        if (typeof cell !== 'object' || cell === null) return cell;
        if (cell.people === 0 || !isSmall(cell.people)) return cell.value;
        withheld += 1;
        return null;
      }),
    );
  return { rows: shown, withheld };
}
