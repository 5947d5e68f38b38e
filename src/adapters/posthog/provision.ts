import { isRecord } from '../../library/is-record.ts';
import { UserError } from '../../library/user-error.ts';
import type { Merge } from '../../usage/verdict/merge.ts';
import {
  planProvision,
  buildAnnotation,
  buildDashboard,
  buildInsight,
  type ExistingItem,
  type ProvisionAction,
  type ProvisionKind,
  type DesiredItem,
} from '../../usage/dashboards/provision.ts';
import type { Question } from '../../usage/questions/question.ts';
import type { Posthog } from './api.ts';

/** What a hub wants to be in PostHog. */
export interface ProvisionOptions {
  company: string;
  questions: readonly Question[];
  merges: readonly Merge[];
  /** Looks, and changes nothing. */
  dryRun: boolean;
  /** Told of each thing once it is done. */
  report: (action: ProvisionAction) => void;
}

const LISTS: Readonly<Record<ProvisionKind, string>> = {
  dashboard: 'dashboards/?limit=100',
  insight: 'insights/?limit=100&basic=true',
  annotation: 'annotations/?limit=100',
};

/** Stands for the dashboard in a dry run that would make it. */
const NOT_YET = -1;

/**
 * Makes or updates the dashboard, an insight for each question and an annotation for each merge. Twice gives the same:
 * each is known again by its mark. Layouts are PostHog's and people's own. Rejects with a UserError that says what was
 * done until then. Gives the id of the dashboard.
 */
export async function provisionPosthog(posthog: Posthog, options: ProvisionOptions): Promise<number> {
  const done: ProvisionAction[] = [];
  const bring = async (kind: ProvisionKind, desired: readonly DesiredItem[]): Promise<number[]> => {
    const ids: number[] = [];
    for (const action of planProvision(desired, await listAll(posthog, kind))) {
      ids.push(options.dryRun ? idOf(action) : await carryOut(posthog, action));
      done.push(action);
      options.report(action);
    }
    return ids;
  };
  try {
    const [dashboard = NOT_YET] = await bring('dashboard', [buildDashboard(options.company)]);
    const insights = options.questions.map(buildInsight);
    await bring(
      'insight',
      insights.map((each) => ({ ...each, fields: { ...each.fields, dashboards: [dashboard] } })),
    );
    await bring('annotation', options.merges.map(buildAnnotation));
    return dashboard;
  } catch (error) {
    if (error instanceof UserError)
      throw new UserError(error.message, `${error.hint} ${sayDone(done, options)}`);
    throw error;
  }
}

function sayDone(done: readonly ProvisionAction[], { dryRun }: ProvisionOptions): string {
  const changed = done.filter(({ does }) => does !== 'leave').length;
  if (dryRun) return 'A dry run changes nothing.';
  const before = changed === 1 ? '1 change was made' : `${String(changed)} changes were made`;
  return `Before that, ${before} in PostHog by this run, as listed above. The next run finds what is there, makes nothing twice, and does the rest.`;
}

function idOf(action: ProvisionAction): number {
  return action.does === 'make' ? NOT_YET : action.id;
}

/** Does it, and gives the id of what is there then. */
async function carryOut(posthog: Posthog, action: ProvisionAction): Promise<number> {
  const { kind, name, fields } = action.desired;
  const what = `the ${kind} “${name}”`;
  const path = `${kind}s/`;
  if (action.does === 'leave') return action.id;
  if (action.does === 'update') {
    const change = { method: 'PATCH', path: `${path}${String(action.id)}/`, body: action.changes } as const;
    await posthog.send({ ...change, what, mayRepeat: true });
    return action.id;
  }
  // PostHog lists only insights that were saved.
  const body = kind === 'insight' ? { ...fields, saved: true } : fields;
  const made = await posthog.send({ method: 'POST', path, body, what, mayRepeat: false });
  const id = isRecord(made.body) ? made.body['id'] : undefined;
  if (typeof id === 'number') return id;
  throw new UserError(
    `PostHog took ${what} and did not say which number it has.`,
    'Update PostHog if it is your own.',
  );
}

/** Everything of a kind in the project, page by page. */
async function listAll(posthog: Posthog, kind: ProvisionKind): Promise<ExistingItem[]> {
  const found: ExistingItem[] = [];
  const seen = new Set<string>();
  for (let path: string | undefined = LISTS[kind]; path !== undefined && !seen.has(path);) {
    seen.add(path);
    const { body } = await posthog.send({
      method: 'GET',
      path,
      what: `the list of ${kind}s`,
      mayRepeat: true,
    });
    const { results, next } = isRecord(body) ? body : {};
    if (!Array.isArray(results))
      throw new UserError(
        `PostHog gave its list of ${kind}s in a shape that the hub does not know.`,
        'Update the hub, or PostHog if it is your own.',
      );
    found.push(...results.flatMap((fields: unknown) => readExisting(kind, fields)));
    path = typeof next === 'string' ? nextPath(kind, next) : undefined;
  }
  return found;
}

function readExisting(kind: ProvisionKind, fields: unknown): ExistingItem[] {
  if (!isRecord(fields) || typeof fields['id'] !== 'number') return [];
  return [{ kind, id: fields['id'], fields }];
}

/** The next page, asked of the address that was set: behind a proxy PostHog may name another, and the key stays here. */
function nextPath(kind: ProvisionKind, next: string): string | undefined {
  return URL.canParse(next) ? `${kind}s/${new URL(next).search}` : undefined;
}
