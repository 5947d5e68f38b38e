import { addDays, type Day } from '../../library/dates.ts';
import type { Library } from '../../library/library.ts';
import type { Need } from '../../library/records/needs.ts';
import type { RecordEntries } from '../../library/records/records.ts';
import { beatOf } from '../../library/records/rhythm.ts';
import type { Decision } from '../../library/records/board.ts';

const YEAR_DAYS = 365;

/**
 * What a company did together in a year, all of it from its own files. No person is counted here: how many came to a session is
 * the number that its entry says.
 */
export interface YearReview {
  from: Day;
  until: Day;
  /** Sessions held, by kind. */
  sessions: { build: number; sell: number };
  /** How many came to them in all, whoever came twice counts twice; undefined where nobody wrote it down. */
  came: number | undefined;
  /** Times that something was done again within its interval, and of how many. */
  rituals: { kept: number; of: number };
  /** Notes of calls and rides that were joined, and of deals won and lost. */
  notes: { joined: number; deals: number };
  /** Pages that appeared, and pages that somebody stood behind again. */
  pages: { appeared: number; reviewed: number };
  /** What reps needed and got, the newest first. */
  shipped: readonly Need[];
  /** How many needs were refused, with the reason told. */
  refused: number;
  /** Decisions of the board: taken in that time, and closed with what came of them, the newest first. */
  decisions: { taken: number; closed: readonly Decision[] };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** The year up to a day, that day included. */
export function buildYearReview(
  { assets }: Pick<Library, 'assets'>,
  records: RecordEntries,
  until: Day,
): YearReview {
  const from = addDays(until, 1 - YEAR_DAYS);
  const isIn = (day: Day | undefined): boolean => day !== undefined && day >= from && day <= until;
  const all = records.sessions ?? [];
  const sessions = all.filter(({ on }) => isIn(on));
  const told = sessions.flatMap(({ attended }) => attended ?? []);
  const beats = (records.rituals ?? []).map((ritual) => beatOf(ritual, all, until));
  const needs = (records.needs ?? []).filter(({ on }) => isIn(on));
  const board = (records.board ?? []).filter(({ on }) => on <= until);
  const decisions = board.flatMap((session) => session.decisions);
  const count = (days: readonly (Day | undefined)[]) => days.filter(isIn).length;
  return {
    from,
    until,
    sessions: {
      build: sessions.filter(({ kind }) => kind === 'build').length,
      sell: sessions.filter(({ kind }) => kind === 'sell').length,
    },
    came: told.length === 0 ? undefined : sum(told),
    rituals: { kept: sum(beats.map(({ kept }) => kept)), of: sum(beats.map((beat) => beat.of)) },
    notes: {
      joined: count(assets.flatMap((asset) => (asset.kind === 'field-note' ? [asset.data.visited] : []))),
      deals: count(assets.flatMap((asset) => (asset.kind === 'win-loss' ? [asset.data.decided] : []))),
    },
    pages: {
      appeared: count(assets.map(({ data }) => data.published)),
      reviewed: count(assets.map(({ data }) => data.reviewed)),
    },
    shipped: needs.filter(({ became }) => became === 'shipped').toSorted((a, b) => (a.on > b.on ? -1 : 1)),
    refused: needs.filter(({ became }) => became === 'refused').length,
    decisions: {
      taken: sum(board.filter(({ on }) => isIn(on)).map((session) => session.decisions.length)),
      closed: decisions
        .filter(({ closed }) => isIn(closed))
        .toSorted((a, b) => ((a.closed ?? '') > (b.closed ?? '') ? -1 : 1)),
    },
  };
}
