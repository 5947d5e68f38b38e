import type { Finding } from './finding.ts';
import { hubSchema, type Hub } from './hub.ts';
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
    const twin = findTwin(parsed.data);
    if (twin === undefined) return parsed.data;
    throw refuse({ line: values?.lineOf(twin.at) ?? 1, message: twin.message, hint: twin.hint });
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

/** The first id that one list holds twice. */
function findTwin(hub: Hub): { at: PropertyKey[]; message: string; hint: string } | undefined {
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
