import { addDays, type Day } from '../../library/dates.ts';
import type { AnswerColumn, Cell } from '../snapshot/answer.ts';
import type { LibraryFacts, QuestionId } from '../questions/question.ts';
import { ALL_TEAMS } from '../questions/weekly-active-reps-by-team.ts';

/** A number of people that stands in a snapshot, and whom it is about. */
export interface ShownCount {
  /** The same for the same people, wherever they are shown. */
  id: string;
  people: number;
  /** Groups that these people are a part of, by id: from such a number this one can be taken. */
  within: string[];
  /** Groups that are a part of these people, where that is not told by the other number. */
  holds?: string[];
  /** The group that this one and those of the other teams make up, and the team; only where there is one. */
  part?: { of: string; team: string };
}

/** Rows that stand together: those of a question, or of one of its slices. */
export interface ShownTable {
  question: QuestionId;
  columns: readonly AnswerColumn[];
  /** Id of the team, `all` for everybody. */
  team: string;
  /** The last days that it looks at; undefined for weeks. */
  days: number | undefined;
}

/** What is known beside the numbers. */
export interface CountContext {
  facts: LibraryFacts;
  today: Day;
  /** All days back that any table shows. */
  spans: readonly number[];
}

/** The id of the head count of a team, or of everybody. */
export function headsId(team: string): string {
  return `heads|${team}`;
}

/** Those of a team who used a product in the last days. */
const product = (id: string, of: string, days: number) => `product|${id}|${of}|${String(days)}`;

/** Questions whose numbers hold, and are a part of, no number of another question; only the head counts are around them. */
export const COUNTED_APART: ReadonlySet<QuestionId> = new Set([
  'top-searches',
  'empty-searches',
  'requested',
]);

/** The numbers of people in one row, by what each column says. A question without people has none. */
export function countsOf(table: ShownTable, row: readonly Cell[], context: CountContext): ShownCount[] {
  const { question, team } = table;
  const at = (name: string) => row[table.columns.findIndex((column) => column.name === name)] ?? null;
  const text = (name: string) => String(at(name) ?? '');
  const counts: ShownCount[] = [];
  /** Adds a count of a team; it is within that of all teams, within what is given, and within the head counts. */
  const add = (people: Cell, idOf: (team: string) => string, within: readonly string[], ofTeam = team) => {
    if (typeof people !== 'number') return;
    const all = idOf(ALL_TEAMS);
    const isAll = ofTeam === ALL_TEAMS;
    counts.push({
      id: idOf(ofTeam),
      people,
      within: [...(isAll ? [] : [all, headsId(ofTeam)]), headsId(ALL_TEAMS), ...within],
      ...(isAll ? {} : { part: { of: all, team: ofTeam } }),
    });
  };
  const longer = (idOf: (days: number) => string) =>
    context.spans.filter((days) => days > (table.days ?? 0)).map(idOf);
  const week = text('week').slice(0, 10);
  const active = (of: string, monday = week) => `active|${monday}|${of}`;
  /** Those who used a product in a span that holds the days from one on: all, and those of the team. */
  const usersSince = (id: string, first: Day) =>
    context.spans.flatMap((days) =>
      addDays(context.today, 1 - days) <= first
        ? [product(id, ALL_TEAMS, days), product(id, team, days)]
        : [],
    );
  const days = table.days ?? 0;

  switch (question) {
    case 'weekly-active-reps-by-team':
      add(at('reps'), active, [], text('team'));
      break;
    case 'weekly-active-reps-by-product': {
      const id = text('product');
      add(at('reps'), (of) => `product-week|${id}|${week}|${of}`, [active(team), ...usersSince(id, week)]);
      break;
    }
    case 'retention': {
      // Of a team these are people by the team they named last in the week, which may be fewer than those by any.
      const of =
        team === ALL_TEAMS
          ? active
          : (each: string) => (each === ALL_TEAMS ? active(each) : `last-${active(each)}`);
      const later = addDays(week, 7 * Number(at('later')));
      add(at('reps'), of, [active(team)]);
      add(at('back'), (each) => `back|${week}|${String(at('later'))}|${each}`, [
        of(team),
        active(team),
        active(ALL_TEAMS, later),
      ]);
      break;
    }
    case 'search-to-open': {
      const step = (name: string) => (each: string) => `${name}|${week}|${each}`;
      add(at('people'), step('searched'), [active(team)]);
      add(at('found'), step('found'), [step('searched')(team), active(team)]);
      add(at('opened'), step('opened'), [step('found')(team), step('searched')(team), active(team)]);
      break;
    }
    case 'coverage-of-eligible-reps': {
      const id = text('product');
      add(
        at('reps'),
        (of) => product(id, of, days),
        longer((each) => product(id, team, each)),
      );
      break;
    }
    case 'use-per-asset': {
      const id = text('asset');
      const used = (of: string, span: number) => `asset|${id}|${of}|${String(span)}`;
      const about = context.facts.assets.find((asset) => asset.id === id)?.products[0];
      const ofProduct = about === undefined ? [] : context.spans.filter((each) => each >= days);
      add(at('reps'), (of) => used(of, days), [
        ...longer((each) => used(team, each)),
        ...ofProduct.map((each) => product(about ?? '', team, each)),
      ]);
      break;
    }
    case 'objections-heard': {
      // Whoever says so had the card open, or call mode, which is counted as its use on the same day.
      const id = text('asset');
      const heard = (of: string, span: number) => `heard|${id}|${text('objection')}|${of}|${String(span)}`;
      const used = context.spans.filter((each) => each >= days);
      add(at('reps'), (of) => heard(of, days), [
        ...longer((each) => heard(team, each)),
        ...used.map((each) => `asset|${id}|${team}|${String(each)}`),
      ]);
      break;
    }
    case 'top-searches':
    case 'empty-searches':
    case 'requested': {
      const made = (of: string, span: number) => `${question}|${text('query')}|${of}|${String(span)}`;
      add(
        at('people'),
        (of) => made(of, days),
        longer((each) => made(team, each)),
      );
      break;
    }
    case 'before-and-after-revision': {
      const id = text('asset');
      const used = (first: Day) =>
        context.spans
          .filter((each) => addDays(context.today, 1 - each) <= first)
          .map((each) => `asset|${id}|${ALL_TEAMS}|${String(each)}`);
      const changed = text('changed').slice(0, 10);
      const far = Number(at('days'));
      add(at('reps_before'), () => `before|${id}`, used(addDays(changed, -far)));
      add(at('reps_after'), () => `after|${id}`, used(changed));
      const isUntilToday = addDays(changed, far) >= context.today;
      const inside = context.spans.filter(
        (each) => isUntilToday && addDays(context.today, 1 - each) >= changed,
      );
      const after = counts.at(-1);
      if (after?.id === `after|${id}`)
        after.holds = inside.map((each) => `asset|${id}|${ALL_TEAMS}|${String(each)}`);
      break;
    }
    case 'time-to-first-use':
    case 'never-used':
      break;
  }
  return counts;
}
