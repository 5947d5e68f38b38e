import { z } from 'zod';
import { addDays, renderDay, type Day } from '../dates.ts';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import type { Library } from '../library.ts';
import { nearestAsset } from '../nearest-asset.ts';
import { linkRules } from '../reading-rules.ts';
import { sentence } from '../kinds/fields.ts';
import { defineRecord } from './record.ts';
import { day } from './record-fields.ts';

/** Path of the file inside the content folder. */
const BOARD_PATH = 'board.yaml';

/** What a session of the advisory board decided. */
export interface Decision {
  decision: string;
  /** Id of the person who sees to it. */
  owner: string;
  by: Day;
  /** The measure that it wanted to move, in words. */
  toMove: string;
  /** Ids of the assets whose use is that measure; none where the hub does not count it. */
  useOf: readonly string[];
  /** Which way their use was to go. */
  wants: 'up' | 'down';
  cameOfIt?: string;
  /** The day on which it was done or dropped. */
  closed?: Day | undefined;
  line: number;
}

/** A session of the board, with what it decided. */
export interface BoardSession {
  on: Day;
  /** How many were there; a number and no list. Undefined before it was held. */
  present?: number | undefined;
  decisions: readonly Decision[];
}

const rules = defineRules('record', {
  'board-yaml': { severity: 'error', says: 'board.yaml cannot be read as YAML.' },
  'board-outcome': { severity: 'error', says: 'A decision is closed, and nobody is told what came of it.' },
  'board-decision-late': {
    severity: 'warning',
    says: 'A decision of the board is long due, and nobody said what became of it.',
  },
});

function buildBoardSchema(hub: Pick<Hub, 'people'>) {
  const decision = z.strictObject({
    decision: sentence(200).describe('What was decided, in one sentence.'),
    owner: z.enum(hub.people.map(({ id }) => id)).describe('Id of the person who sees to it.'),
    by: day.describe('The day by which it is to be done.'),
    to_move: sentence(200).describe(
      'The measure that it is to move, in words: what one will see when it works.',
    ),
    use_of: z
      .array(z.string())
      .default([])
      .describe('Ids of the pages whose use is that measure; left out where the hub does not count it.'),
    wants: z.enum(['up', 'down']).default('up').describe('Which way their use is to go.'),
    came_of_it: sentence(300).optional().describe('What came of it, for those who decided.'),
    closed: day.optional().describe('The day on which it was done or dropped.'),
  });
  return z.strictObject({
    sessions: z
      .array(
        z.strictObject({
          on: day.describe('The day of the session.'),
          present: z
            .int()
            .nonnegative()
            .optional()
            .describe('How many were there; a number, and no names. Left out until it was held.'),
          decisions: z.array(decision).default([]).describe('What was decided.'),
        }),
      )
      .default([])
      .describe('One entry for each session, the newest first.'),
  });
}

/** The record of what the advisory board of sales decided. */
export const board = defineRecord({
  path: BOARD_PATH,
  list: 'sessions',
  rules,
  yamlRule: 'board-yaml',
  buildSchema: buildBoardSchema,
  readEntry({ on, present, decisions }, lineOf): BoardSession | Finding {
    const silent = decisions.findIndex(
      ({ closed, came_of_it: cameOfIt }) => closed !== undefined && cameOfIt === undefined,
    );
    if (silent >= 0)
      return rules.found('board-outcome', {
        path: BOARD_PATH,
        line: lineOf(['decisions', silent, 'closed']),
        message: `“${decisions[silent]?.decision ?? ''}” is closed, and nothing says what came of it.`,
        hint: 'Write a sentence under came_of_it, also when nothing did.',
      });
    return {
      on,
      present,
      decisions: decisions.map(({ to_move: toMove, use_of: useOf, came_of_it: cameOfIt, ...rest }, at) => ({
        ...rest,
        toMove,
        useOf,
        ...(cameOfIt !== undefined && { cameOfIt }),
        line: lineOf(['decisions', at, 'decision']),
      })),
    };
  },
  check: (entries, library, today) =>
    entries.flatMap(({ decisions }) =>
      decisions.flatMap((decision) => [
        ...deadAssets(decision, library),
        ...late(decision, library.hub, today),
      ]),
    ),
});

function deadAssets({ decision, useOf, line }: Decision, { byId, leftOut }: Library): Finding[] {
  return useOf
    .filter((id) => !byId.has(id) && !leftOut.has(id))
    .map((id) => {
      const meant = nearestAsset(id, [...byId.keys()]);
      return linkRules.found('broken-link', {
        path: BOARD_PATH,
        line,
        message: `“${decision}” is measured by ${id}, and there is no such page.`,
        hint: meant === undefined ? 'Write the id of a page under use_of.' : `Did you mean "${meant}"?`,
      });
    });
}

/** So many days after its day a decision owes the board what became of it. */
export const OUTCOME_DAYS = 14;

function late({ decision, owner, by, closed, line }: Decision, hub: Hub, today: Day): Finding[] {
  if (closed !== undefined || addDays(by, OUTCOME_DAYS) >= today) return [];
  const name = hub.people.find(({ id }) => id === owner)?.name ?? owner;
  return [
    rules.found('board-decision-late', {
      path: BOARD_PATH,
      line,
      message: `“${decision}” was to be done by ${renderDay(by)}, and nobody has said what became of it.`,
      hint: `${name}: write what came of it under came_of_it and the day under closed, or move by.`,
    }),
  ];
}
