import { addDays, type Day } from '../../../src/library/dates.ts';
import { indexLibrary } from '../../../src/usage/questions/library-facts.ts';
import type { PeopleGroup, Question } from '../../../src/usage/questions/question.ts';
import { questions } from '../../../src/usage/questions/questions.ts';
import type { Snapshot } from '../../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../../src/usage/snapshot/answer.ts';
import type { LibraryFacts } from '../../../src/usage/questions/library-facts.ts';

/** A number of people somebody can read in a snapshot, and who they are by what the page says. */
interface Known {
  /** What they did: in words that are a chain from narrow to wide, such as `use asset x`, `use product y`. */
  did: string[];
  /** What all teams together did, of whom these are a part. */
  ofAll: string;
  team: string;
  from: Day;
  to: Day;
  people: number;
  where: string;
}

const ALL = 'all';
const BE_THERE = 'be there';

/** Numbers of the head counts, which everybody can read. */
function readHeads(facts: LibraryFacts): Known[] {
  const all = facts.teams.reduce((sum, { reps }) => sum + reps, 0);
  return [...facts.teams, { id: ALL, reps: all }].map(({ id, reps }) => ({
    did: [BE_THERE],
    ofAll: BE_THERE,
    team: id,
    from: '0000',
    to: '9999',
    people: reps,
    where: 'hub.yaml',
  }));
}

/**
 * Everything a snapshot tells about how many people did something. Whom a number counts is what its question declares;
 * all else is read and reckoned without any help of the code that wrote the snapshot.
 */
function readKnown(snapshot: Snapshot, facts: LibraryFacts, asked: readonly Question[]): Known[] {
  const { today } = snapshot;
  const end = addDays(today, 1);
  const library = indexLibrary(facts);
  const known = readHeads(facts);
  const tables = [
    ...snapshot.answers.map(({ id, columns, rows }) => ({ id, columns, rows, team: ALL, days: undefined })),
    ...(snapshot.slices ?? []).map(({ question: id, rows, team, days }) => ({
      id,
      columns: snapshot.answers.find((answer) => answer.id === id)?.columns ?? [],
      rows,
      team,
      days,
    })),
  ];
  for (const table of tables) {
    const question = asked.find(({ id }) => id === table.id);
    if (question === undefined) throw new Error(`Nobody knows whom ${table.id} is about.`);
    const columnOf = (type: string) =>
      Object.entries(question.row).find(([, each]) => each.type === type)?.[0];
    const days = table.days ?? ('days' in question.span ? question.span.days : 1);
    for (const cells of table.rows) {
      const row: Record<string, Cell> = Object.fromEntries(
        table.columns.map(({ name }, place) => [name, cells[place] ?? null]),
      );
      const monday = String(row[columnOf('week') ?? ''] ?? '').slice(0, 10);
      const team = String(row[columnOf('team') ?? ''] ?? table.team);
      const where = `${table.id} ${String(cells[0])} ${team} ${String(table.days ?? '')}`;
      for (const [name, column] of Object.entries(question.row)) {
        const people = row[name];
        if (column.role !== 'people' || typeof people !== 'number') continue;
        const group = question.people[name] as PeopleGroup;
        const span =
          group.when?.(row, today) ??
          (monday === ''
            ? { from: addDays(today, 1 - days), to: end }
            : { from: monday, to: addDays(monday, 7) });
        const also = group.also?.(row);
        const tell = (
          did: readonly string[],
          ofAll: string,
          { from, to }: { from: Day; to: Day },
          of = team,
        ) =>
          // A window that ends behind today ends today: nothing is known of tomorrow.
          known.push({
            did: [...did, BE_THERE],
            ofAll,
            team: of,
            from,
            to: to > end ? end : to,
            people,
            where,
          });
        tell(group.did(row, { team, library }), group.did(row, { team: ALL, library })[0], span);
        if (also !== undefined && team === ALL) {
          const itself = `${where} at another time`;
          tell([itself, ...also.did], itself, also.when);
        }
      }
    }
  }
  return known;
}

function isPart(one: Known, whole: Known): boolean {
  return (
    one.did.includes(whole.did[0] ?? '') &&
    (whole.team === ALL || whole.team === one.team) &&
    whole.from <= one.from &&
    one.to <= whole.to
  );
}

/** Whether a number is about one to four people. */
function isSmall(people: number): boolean {
  return people >= 1 && people <= 4;
}

/**
 * Every way to one to four people that was found: a number itself, a number taken from one that holds the same people,
 * all teams that are shown taken from their total, and what is left taken from the head counts of the other teams.
 */
export function findSmallGroups(
  snapshot: Snapshot,
  facts: LibraryFacts,
  asked: readonly Question[] = questions,
): string[] {
  const known = readKnown(snapshot, facts, asked);
  const shown = known.filter(({ where }) => where !== 'hub.yaml');
  const found = shown.filter(({ people }) => isSmall(people)).map(({ where }) => `${where} is small`);
  const byDid = Map.groupBy(known, ({ did }) => did[0] ?? '');
  for (const one of shown)
    for (const step of one.did)
      for (const whole of byDid.get(step) ?? [])
        if (whole !== one && isPart(one, whole) && isSmall(whole.people - one.people))
          found.push(`${whole.where} (${String(whole.people)}) - ${one.where} (${String(one.people)})`);

  const sameThing = Map.groupBy(shown, ({ ofAll, from, to }) => `${ofAll} ${from} ${to}`);
  for (const group of sameThing.values()) {
    const total = group.find(({ team }) => team === ALL);
    const parts = [
      ...new Map(group.filter(({ team }) => team !== ALL).map((part) => [part.team, part])).values(),
    ];
    if (total === undefined || parts.length === 0) continue;
    const rest = total.people - parts.reduce((sum, { people }) => sum + people, 0);
    const others = facts.teams.filter(({ id }) => parts.every(({ team }) => team !== id));
    const heads = others.reduce((sum, { reps }) => sum + reps, 0);
    if (isSmall(rest))
      found.push(`${total.where} (${String(total.people)}) - its teams leaves ${String(rest)}`);
    if (rest > 0 && isSmall(heads - rest))
      found.push(`${total.where}: all but ${String(heads - rest)} of the other teams`);
  }
  return found;
}
