import { z } from 'zod';
import { addDays, renderDay, type Day } from '../dates.ts';
import { defineRules, type Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import { needsOf } from '../kinds/asset-data.ts';
import type { Library } from '../library.ts';
import { nearestAsset } from '../nearest-asset.ts';
import { nearest } from '../nearest.ts';
import { linkRules } from '../reading-rules.ts';
import { sentence } from '../kinds/fields.ts';
import { defineRecord } from './record.ts';
import { day } from './record-fields.ts';

/*
 * Needs stand in one file of their own, `content/needs.yaml`, and are no kind of page: a need means something only beside
 * the others that want the same weeks, one diff shows what was moved over the line, and a page for each would come up in
 * the search among what reps look for in a call. What speaks for a need is counted from notes, which are pages.
 */

/** Path of the file inside the content folder. */
const NEEDS_PATH = 'needs.yaml';

/** What became of a need; `open` where nobody decided. */
export const FATES = ['open', 'taken', 'shipped', 'refused'] as const;

/** What would help reps, and what became of it. */
export interface Need {
  /** Known by this in notes, and the anchor of its place on the page. */
  id: string;
  need: string;
  product?: string | undefined;
  /** Id of the stage where deals are lost to it. */
  stage: string;
  owner: string;
  raised: Day;
  /** Weeks of one person. */
  weeks: number;
  /** Words that reps type when they look for it. */
  searches: readonly string[];
  became: (typeof FATES)[number];
  /** The day on which it became that; the one on which it was raised while it is open. */
  on: Day;
  why?: string | undefined;
  /** Id of the asset that it became. */
  asset?: string | undefined;
  /** Number of the pull request that it became. */
  pullRequest?: number;
  /** The 1-based line of the entry. */
  line: number;
}

const rules = defineRules('record', {
  'needs-yaml': { severity: 'error', says: 'needs.yaml cannot be read as YAML.' },
  'need-twice': { severity: 'error', says: 'Two needs have one id.' },
  'need-outcome': { severity: 'error', says: 'What became of a need lacks its day, its link or its reason.' },
  'need-forgotten': {
    severity: 'warning',
    says: 'A need was taken long ago, and nobody said what came of it.',
  },
  'need-unknown': { severity: 'error', says: 'A note speaks for a need that needs.yaml does not hold.' },
});

function buildNeedsSchema(hub: Pick<Hub, 'people' | 'products' | 'stages'>) {
  return z.strictObject({
    needs: z
      .array(
        z.strictObject({
          id: z
            .string()
            .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
            .describe('Short and permanent, such as price-by-van; notes name it under counts_for.'),
          need: sentence(160).describe('What would help, in one sentence.'),
          product: z
            .enum(hub.products.map(({ id }) => id))
            .optional()
            .describe('Id of the product it is about.'),
          stage: z
            .enum(hub.stages.map(({ id }) => id))
            .describe('Id of the step at which deals are lost to it.'),
          owner: z.enum(hub.people.map(({ id }) => id)).describe('Id of the person who answers for it.'),
          raised: day.describe('The day it was first written down.'),
          weeks: z.number().min(0.2).max(200).describe('What it would take, in weeks of one person.'),
          searches: z
            .array(sentence(80))
            .default([])
            .describe(
              'Words that reps type when they look for it: what is searched for in vain or asked for counts.',
            ),
          became: z
            .enum(FATES)
            .default('open')
            .describe('What became of it: open, taken (somebody is at it), shipped or refused.'),
          on: day.optional().describe('The day on which it became that.'),
          why: sentence(300).optional().describe('Why it was refused, or what whoever asked should know.'),
          asset: z.string().optional().describe('Of what was shipped: the id of the page that it became.'),
          pull_request: z
            .int()
            .positive()
            .optional()
            .describe('Of what was shipped: the number of its pull request.'),
        }),
      )
      .default([])
      .describe('One entry for each thing that would help reps.'),
  });
}

/** The record of what reps need. */
export const needs = defineRecord({
  path: NEEDS_PATH,
  list: 'needs',
  rules,
  yamlRule: 'needs-yaml',
  buildSchema: buildNeedsSchema,
  readEntry({ pull_request: pullRequest, on, ...rest }, lineOf): Need | Finding {
    const lacks = lackOf({ ...rest, on, pullRequest });
    const line = lineOf(['id']);
    if (lacks === undefined)
      return { ...rest, on: on ?? rest.raised, line, ...(pullRequest !== undefined && { pullRequest }) };
    return rules.found('need-outcome', {
      path: NEEDS_PATH,
      line: lineOf(['became']),
      message: `The need ${rest.id} is ${rest.became}, and ${lacks.what}.`,
      hint: lacks.hint,
    });
  },
  check: checkNeeds,
});

interface Outcome extends Pick<Need, 'became'> {
  on?: Day | undefined;
  why?: string | undefined;
  asset?: string | undefined;
  pullRequest?: number | undefined;
}

/** What an entry owes those who asked, by what became of it. */
function lackOf({
  became,
  on,
  why,
  asset,
  pullRequest,
}: Outcome): { what: string; hint: string } | undefined {
  if (became === 'open') return undefined;
  if (on === undefined) return { what: 'nothing says since when', hint: 'Write the day under on.' };
  if (became === 'shipped' && asset === undefined && pullRequest === undefined)
    return {
      what: 'nothing says where it is',
      hint: 'Write the id of its page under asset, or the number of its pull request under pull_request.',
    };
  if (became === 'refused' && why === undefined)
    return { what: 'nobody is told why', hint: 'Write the reason under why, for those who asked.' };
  return undefined;
}

/** So many days after it was taken, whoever asked is owed a word: as long as a quarter. */
export const TAKEN_DAYS = 92;

function checkNeeds(entries: readonly Need[], library: Library, today: Day): Finding[] {
  const known = entries.map(({ id }) => id);
  return [
    ...entries.flatMap((need, at) => [
      ...(known.indexOf(need.id) === at ? [] : [twice(need)]),
      ...deadAsset(need, library),
      ...forgotten(need, library.hub, today),
    ]),
    ...unknownNeeds(library, known),
  ];
}

function twice({ id, line }: Need): Finding {
  return rules.found('need-twice', {
    path: NEEDS_PATH,
    line,
    message: `Another need has the id ${id}.`,
    hint: 'Give this one an id of its own, or make one entry of both.',
  });
}

function deadAsset({ id, asset, line }: Need, { byId, leftOut }: Library): Finding[] {
  if (asset === undefined || byId.has(asset) || leftOut.has(asset)) return [];
  const meant = nearestAsset(asset, [...byId.keys()]);
  return [
    linkRules.found('broken-link', {
      path: NEEDS_PATH,
      line,
      message: `The need ${id} became ${asset}, and there is no such page.`,
      hint: meant === undefined ? 'Write the id of the page under asset.' : `Did you mean "${meant}"?`,
    }),
  ];
}

function forgotten({ id, became, on, owner, line }: Need, hub: Hub, today: Day): Finding[] {
  if (became !== 'taken' || addDays(on, TAKEN_DAYS) >= today) return [];
  const name = hub.people.find((person) => person.id === owner)?.name ?? owner;
  return [
    rules.found('need-forgotten', {
      path: NEEDS_PATH,
      line,
      message: `The need ${id} was taken on ${renderDay(on)}, and nobody has told reps what came of it.`,
      hint: `${name}: write shipped, refused or open under became, with the day under on.`,
    }),
  ];
}

function unknownNeeds({ assets }: Library, known: readonly string[]): Finding[] {
  return assets.flatMap((asset) =>
    needsOf(asset).flatMap(({ at, id }) => {
      if (known.includes(id)) return [];
      const meant = nearest(id, known);
      return [
        rules.found('need-unknown', {
          path: asset.path,
          line: asset.lineOf(at),
          message: `There is no need "${id}" in ${NEEDS_PATH}.`,
          hint:
            meant === undefined
              ? `Add it to ${NEEDS_PATH}, or take the line out.`
              : `Did you mean "${meant}"?`,
        }),
      ];
    }),
  );
}
