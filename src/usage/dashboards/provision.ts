import type { Merge } from '../verdict/merge.ts';
import { dashboardText } from './dashboard-text.ts';
import type { Question } from '../questions/question.ts';

export type ProvisionKind = 'dashboard' | 'insight' | 'annotation';

/** Fields as PostHog's API takes and gives them. */
interface ProvisionFields {
  [name: string]: unknown;
}

/** Something that is to be in PostHog. */
export interface DesiredItem {
  kind: ProvisionKind;
  /** What tells it from all others, such as the id of a question; stands in `fields` as its tag and its mark. */
  key: string;
  /** As people read it. */
  name: string;
  fields: ProvisionFields;
}

/** Something that is in PostHog. */
export interface ExistingItem {
  kind: ProvisionKind;
  id: number;
  fields: ProvisionFields;
}

/** What is to be done about one desired thing. */
export type ProvisionAction = { desired: DesiredItem } & (
  { does: 'make' } | { does: 'update'; id: number; changes: ProvisionFields } | { does: 'leave'; id: number }
);

/** Longest text of an annotation (PostHog, posthog/models/annotation.py). */
const MAX_ANNOTATION = 400;

/** The tag of what this hub made. PostHog keeps tags in small letters, and only on plans that have them. */
function tagOf(key: string): string {
  return `sales-hub:${key}`;
}

/** The mark in a text, which every plan keeps. */
function markOf(key: string): string {
  return `[sales-hub:${key}]`;
}

function queryOf(question: Question): ProvisionFields {
  const { dashboard: drawn } = question;
  return {
    kind: 'DataVisualizationNode',
    source: { kind: 'HogQLQuery', query: dashboardText(question) },
    display: drawn?.display ?? 'ActionsTable',
    ...(drawn === undefined
      ? {}
      : {
          chartSettings: {
            xAxis: { column: drawn.x },
            yAxis: drawn.y.map((column) => ({ column })),
            ...(drawn.by === undefined ? {} : { seriesBreakdownColumn: drawn.by }),
          },
        }),
  };
}

export function buildDashboard(company: string): DesiredItem {
  const key = 'dashboard:adoption';
  const name = `Sales hub of ${company}: adoption`;
  const description = `The hub's questions on raw events, over all teams together. These numbers are exact, those of the hub's own adoption page are rounded and hold back fewer than ten people: look here, share that page. ${markOf(key)}`;
  return { kind: 'dashboard', key, name, fields: { name, description, tags: [tagOf(key)] } };
}

export function buildInsight(question: Question): DesiredItem {
  const key = `insight:${question.id}`;
  const name = question.title;
  const description = `${question.asks} ${markOf(key)}`;
  return {
    kind: 'insight',
    key,
    name,
    fields: { name, description, tags: [tagOf(key)], query: queryOf(question) },
  };
}

export function buildAnnotation({ commit, mergedAt, subject }: Merge): DesiredItem {
  const key = `merge:${commit.slice(0, 12)}`;
  const mark = ` ${markOf(key)}`;
  const content = `Merged: ${subject}`.slice(0, MAX_ANNOTATION - mark.length) + mark;
  return {
    kind: 'annotation',
    key,
    name: subject,
    fields: { content, date_marker: mergedAt, scope: 'project' },
  };
}

function textsOf({ fields }: ExistingItem): string {
  return [fields['description'], fields['content']].filter((text) => typeof text === 'string').join('\n');
}

function tagsOf(fields: ProvisionFields): string[] {
  const { tags } = fields;
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
}

function isOf({ kind, key }: DesiredItem, found: ExistingItem): boolean {
  if (found.kind !== kind || found.fields['deleted'] === true) return false;
  return textsOf(found).includes(markOf(key)) || tagsOf(found.fields).includes(tagOf(key));
}

/** Whether all that is desired is there; what PostHog added of its own does not matter. */
function holds(found: unknown, desired: unknown): boolean {
  if (Array.isArray(desired))
    return (
      Array.isArray(found) &&
      found.length === desired.length &&
      desired.every((part, index) => holds(found[index], part))
    );
  if (typeof desired !== 'object' || desired === null) return found === desired;
  if (typeof found !== 'object' || found === null) return false;
  return Object.entries(desired).every(([name, part]) => holds((found as ProvisionFields)[name], part));
}

/** The fields that differ. Tags are only ever added to those that people gave, and only where there are tags at all. */
function changesOf(desired: DesiredItem, found: ExistingItem): ProvisionFields {
  const changes: ProvisionFields = {};
  for (const [name, value] of Object.entries(desired.fields)) {
    const there = found.fields[name];
    if (name === 'tags') {
      const tags = tagsOf(found.fields);
      const missing = tagsOf(desired.fields).filter((tag) => !tags.includes(tag));
      if (tags.length > 0 && missing.length > 0) changes[name] = [...tags, ...missing];
    } else if (name === 'dashboards') {
      const on = Array.isArray(there) ? (there as unknown[]) : [];
      const missing = (value as unknown[]).filter((id) => !on.includes(id));
      if (missing.length > 0) changes[name] = [...on, ...missing];
    } else if (name === 'date_marker') {
      if (Date.parse(String(there)) !== Date.parse(String(value))) changes[name] = value;
    } else if (!holds(there, value)) changes[name] = value;
  }
  return changes;
}

/**
 * What to do so that PostHog holds what is desired. Things are known again by their mark, or by their tag; of several
 * with the same mark (a copy made by hand keeps it) the oldest is ours. Whatever has neither is nobody's business here.
 */
export function planProvision(
  desired: readonly DesiredItem[],
  found: readonly ExistingItem[],
): ProvisionAction[] {
  return desired.map((each): ProvisionAction => {
    const [ours] = found.filter((one) => isOf(each, one)).sort((a, b) => a.id - b.id);
    if (ours === undefined) return { desired: each, does: 'make' };
    const changes = changesOf(each, ours);
    return Object.keys(changes).length === 0
      ? { desired: each, does: 'leave', id: ours.id }
      : { desired: each, does: 'update', id: ours.id, changes };
  });
}
