import type { z } from 'zod';
import type { Day } from '../dates.ts';
import type { Finding, Rules } from '../finding.ts';
import type { Hub } from '../hub.ts';
import type { Library } from '../library.ts';
import { didYouMean, renderIssue, type Issue } from '../schema-findings.ts';
import { parseYaml, type YamlValues } from '../yaml.ts';
import type { Session } from './rhythm.ts';

/** What of other records a record may look at. */
export interface Beside {
  sessions: readonly Session[];
}

/** A YAML file at the top of the content folder that holds one list of entries. */
export interface ContentRecord<Entry, Id extends string = string> {
  /** Its name in the content folder. */
  path: string;
  rules: Rules<Id>;
  buildSchema(hub: Hub): z.ZodType;
  /** Reads its text. An entry with something wrong becomes findings and never stops the others. */
  parse(text: string, hub: Hub): { entries: Entry[]; findings: Finding[] };
  /** What is wrong with entries that fit, on the day `today`. */
  check(entries: readonly Entry[], library: Library, today: Day, beside: Beside): Finding[];
}

export interface RecordSpec<Schema extends z.ZodType, Entry, Id extends string> {
  path: string;
  /** The one key at the top, under which all entries stand. */
  list: keyof z.infer<Schema> & string;
  rules: Rules<Id>;
  /** The rule that speaks when the file is no YAML. */
  yamlRule: NoInfer<Id>;
  buildSchema(hub: Hub): Schema;
  /** An entry that fits the schema, as the hub keeps it; a finding when it says something that no schema can tell. */
  readEntry(
    written: EntryOf<z.infer<Schema>>,
    lineOf: (key: readonly PropertyKey[]) => number,
    hub: Hub,
  ): Entry | Finding;
  check(entries: readonly Entry[], library: Library, today: Day, beside: Beside): Finding[];
}

type EntryOf<Whole> = {
  [Key in keyof Whole]: Whole[Key] extends readonly (infer One)[] ? One : never;
}[keyof Whole];

/** Makes the reader of a record. */
export function defineRecord<Schema extends z.ZodType, Entry extends object, Id extends string>(
  spec: RecordSpec<Schema, Entry, Id>,
): ContentRecord<Entry, Id> {
  const { path, list, rules, buildSchema, check } = spec;
  return { path, rules, buildSchema, check, parse };

  function parse(text: string, hub: Hub): { entries: Entry[]; findings: Finding[] } {
    const { values, fault } = parseYaml(text);
    if (fault !== undefined) {
      const { line, why, hint } = fault;
      const message = `The file cannot be read: ${why}.`;
      return { entries: [], findings: [rules.found(spec.yamlRule, { path, line, message, hint })] };
    }
    if (values === undefined) return { entries: [], findings: [] };
    const { data, lineOf } = values;
    const schema = buildSchema(hub);
    const findings = (schema.safeParse(data).error?.issues ?? [])
      .flatMap((issue) => insideUnion(issue, values))
      .flatMap((issue) =>
        renderIssue(issue, {
          path,
          data,
          lineOf,
          schema,
          unknownKey: (key, near) => ({
            message: `The file has no key "${key}".`,
            hint: didYouMean(near) ?? `Take it out: all entries stand in one list, under ${list}.`,
          }),
        }),
      );
    const written = Array.isArray(data[list]) ? (data[list] as unknown[]) : [];
    const entries = written.flatMap((one, at): Entry[] => {
      const fits = schema.safeParse({ [list]: [one] });
      if (!fits.success) return [];
      const [own] = (fits.data as Record<string, EntryOf<z.infer<Schema>>[]>)[list] ?? [];
      if (own === undefined) return [];
      const read = spec.readEntry(own, (key) => lineOf([list, at, ...key]), hub);
      if (!isFinding(read)) return [read];
      findings.push(read);
      return [];
    });
    return { entries, findings };
  }
}

function isFinding(read: object): read is Finding {
  return 'rule' in read && 'severity' in read;
}

/** What is wrong with a value that may be text or a list, said of the one that was written. */
function insideUnion(issue: Issue, { data }: YamlValues): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const written = issue.path.reduce<unknown>(
    (node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key],
    data,
  );
  const [asText = [], asList = []] = issue.errors;
  return (Array.isArray(written) ? asList : asText).map((inner) => ({
    ...inner,
    path: [...issue.path, ...inner.path],
  }));
}
