import { addDays, type Day } from '../../../src/library/dates.ts';
import type { LibraryFacts, Snapshot } from '../../../src/usage/snapshot/snapshot.ts';

/** A number of people somebody can read in a snapshot, and who they are by what the page says. */
interface Known {
  /** What they did: in words that are a chain from narrow to wide, such as `asset x`, `product y`. */
  did: string[];
  team: string;
  from: Day;
  to: Day;
  people: number;
  where: string;
}

const ALL = 'all';

/** Everything a snapshot tells about how many people did something, read without any help of the code that wrote it. */
function readKnown(snapshot: Snapshot, facts: LibraryFacts): Known[] {
  const { today } = snapshot;
  const end = addDays(today, 1);
  const productOf = new Map(facts.assets.map(({ id, products }) => [id, products[0]]));
  const known: Known[] = facts.teams.map(({ id, reps }) => ({
    did: ['be there'],
    team: id,
    from: '0000',
    to: '9999',
    people: reps,
    where: 'hub.yaml',
  }));
  const everybody = facts.teams.reduce((sum, { reps }) => sum + reps, 0);
  known.push({
    did: ['be there'],
    team: ALL,
    from: '0000',
    to: '9999',
    people: everybody,
    where: 'hub.yaml',
  });

  const tables = [
    ...snapshot.answers.map((answer) => ({
      id: answer.id,
      columns: answer.columns,
      rows: answer.rows,
      team: ALL,
      days: undefined as number | undefined,
    })),
    ...(snapshot.slices ?? []).map((slice) => ({
      id: slice.question,
      columns: snapshot.answers.find(({ id }) => id === slice.question)?.columns ?? [],
      rows: slice.rows,
      team: slice.team,
      days: slice.days as number | undefined,
    })),
  ];
  const usual: Record<string, number> = {
    'use-per-asset': 30,
    'coverage-of-eligible-reps': 90,
    'top-searches': 90,
    'empty-searches': 90,
    requested: 90,
    'objections-heard': 90,
  };
  for (const { id, columns, rows, team, days = usual[id] } of tables) {
    for (const row of rows) {
      const cell = (name: string) => row[columns.findIndex((column) => column.name === name)];
      const tell = (name: string, did: string[], window: [Day, Day], ofTeam = team) => {
        const people = cell(name);
        if (typeof people === 'number')
          known.push({
            did: [...did, 'be there'],
            team: ofTeam,
            from: window[0],
            to: window[1],
            people,
            where: `${id} ${String(row[0])} ${ofTeam} ${String(days ?? '')}`,
          });
      };
      const span: [Day, Day] = [addDays(today, 1 - (days ?? 0)), end];
      const monday = String(cell('week') ?? '').slice(0, 10);
      const week: [Day, Day] = monday === '' ? span : [monday, addDays(monday, 7)];
      if (id === 'weekly-active-reps-by-team') tell('reps', ['be active'], week, String(cell('team')));
      if (id === 'weekly-active-reps-by-product')
        tell('reps', [`use product ${String(cell('product'))}`, 'be active'], week);
      if (id === 'retention') {
        tell('reps', ['be active'], week);
        tell('back', [`be active and ${String(cell('later'))} later`, 'be active'], week);
        if (team === ALL) {
          const later: [Day, Day] = [
            addDays(monday, 7 * Number(cell('later'))),
            addDays(monday, 7 * Number(cell('later')) + 7),
          ];
          tell('back', [`be active and ${String(cell('later'))} before`, 'be active'], later);
        }
      }
      if (id === 'search-to-open') {
        tell('people', ['search', 'be active'], week);
        tell('found', ['find', 'search', 'be active'], week);
        tell('opened', ['open', 'find', 'search', 'be active'], week);
      }
      if (id === 'coverage-of-eligible-reps') tell('reps', [`use product ${String(cell('product'))}`], span);
      if (id === 'use-per-asset')
        tell(
          'reps',
          [
            `use asset ${String(cell('asset'))}`,
            `use product ${String(productOf.get(String(cell('asset'))))}`,
          ],
          span,
        );
      if (['top-searches', 'empty-searches', 'requested'].includes(id))
        tell('people', [`${id} ${String(cell('query'))}`], span);
      if (id === 'objections-heard') {
        const asset = String(cell('asset'));
        tell('reps', [`hear ${String(cell('objection'))} of ${asset}`, `use asset ${asset}`], span);
      }
      if (id === 'before-and-after-revision') {
        const changed = String(cell('changed')).slice(0, 10);
        const far = Number(cell('days'));
        const used = [`use asset ${String(cell('asset'))}`];
        tell('reps_before', used, [addDays(changed, -far), addDays(changed, 1)]);
        tell('reps_after', used, [changed, addDays(changed, far + 1)]);
      }
    }
  }
  // A window that ends behind today ends today: nothing is known of tomorrow.
  return known.map((each) => ({ ...each, to: each.to > end && each.to !== '9999' ? end : each.to }));
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
export function findSmallGroups(snapshot: Snapshot, facts: LibraryFacts): string[] {
  const known = readKnown(snapshot, facts);
  const shown = known.filter(({ where }) => where !== 'hub.yaml');
  const found = shown.filter(({ people }) => isSmall(people)).map(({ where }) => `${where} is small`);
  const byDid = Map.groupBy(known, ({ did }) => did[0] ?? '');
  for (const one of shown)
    for (const step of one.did)
      for (const whole of byDid.get(step) ?? [])
        if (whole !== one && isPart(one, whole) && isSmall(whole.people - one.people))
          found.push(`${whole.where} (${String(whole.people)}) - ${one.where} (${String(one.people)})`);

  const sameThing = Map.groupBy(shown, ({ did, from, to }) => `${did[0] ?? ''} ${from} ${to}`);
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
