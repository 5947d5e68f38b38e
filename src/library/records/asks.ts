import { z } from 'zod';
import { isDay, type Day } from '../dates.ts';
import type { Finding } from '../finding.ts';
import type { Hub } from '../hub.ts';
import { didYouMean, renderIssue } from '../schema-findings.ts';
import { parseYaml } from '../yaml.ts';

/*
 * What is asked of reps stands in a file of its own, `content/asks.yaml`, one entry an ask. A page for each ask, like an
 * asset, would put it into the search, among what reps look for in a call, and hide what else is asked in the same week;
 * a list in hub.yaml would let a slip in one ask stop the whole hub, and would put the asks beside the cap. So whoever
 * adds one sees all others above it, and whoever wants a higher cap has to change another file, which others review.
 */

/** Path of the file inside the content folder. */
export const ASKS_PATH = 'asks.yaml';

const sentence = (longest: number) => z.string().trim().min(1).max(longest);
const day = z.string().refine(isDay).meta({ format: 'date' });

/** `content/asks.yaml`, with the people and teams of a hub. */
export function buildAsksSchema(hub: Pick<Hub, 'people' | 'teams'>) {
  return z.strictObject({
    asks: z
      .array(
        z.strictObject({
          ask: sentence(120).describe('What a rep is to do, in one sentence that begins with a verb.'),
          owner: z.enum(hub.people.map(({ id }) => id)).describe('Id of the person who asks.'),
          teams: z
            .array(z.enum(hub.teams.map(({ id }) => id)))
            .min(1)
            .optional()
            .describe('Ids of the sales teams that are asked; all of them when left out.'),
          minutes: z
            .int()
            .min(1)
            .max(480)
            .describe('How many minutes it takes one rep. They count in full in every week that it runs.'),
          from: day.describe('First day on which it is asked.'),
          until: day.describe('Last day on which it is asked.'),
          why: sentence(300).describe('What reps get for their minutes, in a sentence.'),
          came_of_it: sentence(300)
            .optional()
            .describe('What came of it, once it is over: the answer to everybody who took part.'),
        }),
      )
      .default([])
      .describe('One entry for each thing that is asked of reps.'),
  });
}

/** Something that is asked of reps. */
export interface Ask {
  ask: string;
  /** Id of a person. */
  owner: string;
  /** Ids of the teams that are asked, one at least. */
  teams: string[];
  /** Of one rep, in each week in which it runs. */
  minutes: number;
  from: Day;
  until: Day;
  why: string;
  cameOfIt?: string;
  /** 1-based line of its words. */
  line: number;
}

/** Reads `asks.yaml`. An entry with something wrong becomes findings and never stops the others. */
export function parseAsks(
  text: string,
  hub: Pick<Hub, 'people' | 'teams'>,
): { asks: Ask[]; findings: Finding[] } {
  const { values, fault } = parseYaml(text);
  if (fault !== undefined) {
    const { line, why, hint } = fault;
    const message = `The file cannot be read: ${why}.`;
    return { asks: [], findings: [{ ...finding(line, 'asks-yaml'), message, hint }] };
  }
  if (values === undefined) return { asks: [], findings: [] };
  const { data, lineOf } = values;
  const schema = buildAsksSchema(hub);
  const findings = (schema.safeParse(data).error?.issues ?? []).flatMap((issue) =>
    renderIssue(issue, {
      path: ASKS_PATH,
      data,
      lineOf,
      schema,
      unknownKey: (key, near) => ({
        message: `The file has no key "${key}".`,
        hint: didYouMean(near) ?? 'Take it out: all entries stand in one list, under asks.',
      }),
    }),
  );
  const entries = Array.isArray(data['asks']) ? (data['asks'] as unknown[]) : [];
  const asks = entries.flatMap((entry, at): Ask[] => {
    const read = schema.safeParse({ asks: [entry] }).data?.asks[0];
    if (read === undefined) return [];
    const { came_of_it: cameOfIt, teams = hub.teams.map(({ id }) => id), ...rest } = read;
    const line = lineOf(['asks', at, 'ask']);
    if (rest.until >= rest.from) return [{ ...rest, teams, line, ...(cameOfIt && { cameOfIt }) }];
    findings.push({
      ...finding(lineOf(['asks', at, 'until']), 'ask-dates'),
      message: `“${rest.ask}” ends before it begins.`,
      hint: 'Write the first day under from and the last under until.',
    });
    return [];
  });
  return { asks, findings };
}

function finding(line: number, rule: string): Pick<Finding, 'path' | 'line' | 'severity' | 'rule'> {
  return { path: ASKS_PATH, line, severity: 'error', rule };
}
