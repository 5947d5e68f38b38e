import { findTerm } from './find-term.ts';
import type { Finding } from './finding.ts';
import { hubSchema, type Hub } from './hub.ts';
import { nearest } from './nearest.ts';
import { renderIssue, didYouMean } from './schema-findings.ts';
import { UserError } from './user-error.ts';
import { parseYaml } from './yaml.ts';

const STATE = 'No content was changed.';

/**
 * The words of a hub from the text of `hub.yaml`. Throws a UserError with the first thing that is wrong, since nothing can
 * be read without them.
 */
export function parseHub(text: string): Hub {
  const { values, fault } = parseYaml(text);
  if (fault !== undefined) {
    throw new UserError(
      `hub.yaml line ${String(fault.line)} cannot be read: ${fault.why}.`,
      `${fault.hint} ${STATE}`,
    );
  }
  const data = values?.data ?? {};
  const parsed = hubSchema.safeParse(data);
  const issue = parsed.error?.issues[0];
  if (parsed.success) {
    const fault =
      findTwin(parsed.data) ??
      findAmbiguous(parsed.data) ??
      findTeamFault(parsed.data, data) ??
      findStray(parsed.data);
    if (fault === undefined) return parsed.data;
    throw refuse({ line: values?.lineOf(fault.at) ?? 1, message: fault.message, hint: fault.hint });
  }
  const finding =
    issue &&
    renderIssue(issue, {
      path: 'hub.yaml',
      data,
      lineOf: values?.lineOf ?? (() => 1),
      schema: hubSchema,
      unknownKey: (key, near) => ({
        message: `The hub does not know the key "${key}".`,
        hint:
          didYouMean(near) ?? `Take the line out; the keys are ${Object.keys(hubSchema.shape).join(', ')}.`,
      }),
    })[0];
  throw refuse(finding ?? { line: 1, message: 'It has another shape.', hint: 'See content/README.md.' });
}

function refuse({ line, message, hint }: Pick<Finding, 'line' | 'message' | 'hint'>): UserError {
  return new UserError(`hub.yaml line ${String(line)}: ${message}`, `${hint} ${STATE}`);
}

interface Fault {
  at: PropertyKey[];
  message: string;
  hint: string;
}

/** The first team of which nobody says how many they are: a team that sells has reps, one of a department has people. */
function findTeamFault({ teams }: Hub, written: unknown): Fault | undefined {
  for (const [index, { department, people }] of teams.entries()) {
    const of = `entry ${String(index + 1)} of teams`;
    const { reps } = (written as { teams: { reps?: unknown }[] }).teams[index] ?? {};
    const at = ['teams', index];
    if (department === undefined && reps === undefined)
      return {
        at,
        message: `reps in ${of} is missing.`,
        hint: 'Add reps: to the same entry, or department: and people: when the team does not sell.',
      };
    if (department !== undefined && (people === undefined || reps !== undefined))
      return {
        at,
        message: `${of.replace('entry', 'Entry')} belongs to a department, so it has people and no reps.`,
        hint: 'Write how many they are under people, and take the line reps out.',
      };
    if (department === undefined && people !== undefined)
      return {
        at: [...at, 'people'],
        message: `people in ${of} says how many they are in a team that sells.`,
        hint: 'Write it under reps, or add the department: that the team belongs to.',
      };
  }
  return undefined;
}

/** The first id that names an entry of another list, which has none of it. */
function findStray({ teams, departments, regions, stages, calendar }: Hub): Fault | undefined {
  const named = [
    ...teams.flatMap(({ department, region }, index) => [
      { at: ['teams', index, 'department'], id: department, list: departments, name: 'departments' },
      { at: ['teams', index, 'region'], id: region, list: regions, name: 'regions' },
    ]),
    { at: ['calendar', 'closing_stage'], id: calendar.closing_stage, list: stages, name: 'stages' },
  ];
  const stray = named.find(({ id, list }) => id !== undefined && !list.some((one) => one.id === id));
  if (stray === undefined) return undefined;
  const { at, id = '', list, name } = stray;
  const known = list.map((one) => one.id);
  return {
    at,
    message: `${String(at.at(-1))} says "${id}", which is not among the ${name}.`,
    hint: didYouMean(nearest(id, known)) ?? `Add it to ${name} first, or take the line out.`,
  };
}

/** The first id that one list holds twice. */
function findTwin(hub: Hub): Fault | undefined {
  for (const [key, list] of Object.entries(hub)) {
    if (!Array.isArray(list)) continue;
    const seen = new Set<string>();
    for (const [index, entry] of list.entries()) {
      if (Array.isArray(entry)) continue;
      if (seen.has(entry.id)) {
        const message = `${key} holds the id "${entry.id}" twice.`;
        return { at: [key, index], message, hint: 'Give one of the two another id, or take it out.' };
      }
      seen.add(entry.id);
    }
  }
  return undefined;
}

/** The first alias that means another entry of its list as well: whoever writes it would get one of the two by chance. */
function findAmbiguous(hub: Hub): { at: PropertyKey[]; message: string; hint: string } | undefined {
  for (const key of ['products', 'stages', 'personas', 'industries', 'competitors'] as const) {
    for (const [index, { id, aliases = [] }] of hub[key].entries()) {
      const others = hub[key].filter((other) => other.id !== id);
      for (const [place, alias] of aliases.entries()) {
        const other = findTerm(others, alias);
        if (other === undefined) continue;
        const message = `${key} calls two entries "${alias}": ${id} and ${other.id}.`;
        return { at: [key, index, 'aliases', place], message, hint: 'Leave it with the one that it means.' };
      }
    }
  }
  return undefined;
}
