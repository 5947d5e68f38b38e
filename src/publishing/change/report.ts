import { shorten } from '../../library/shorten.ts';
import { z } from 'zod';
import { isDay, type Day } from '../../library/dates.ts';
import { UserError } from '../../library/user-error.ts';
import { onOneLine } from '../check/findings-text.ts';

/** Longest lists that are passed on; what is beyond is counted. */
export const MAX_ENTRIES = { findings: 2000, list: 3000 } as const;
/** A larger file is not read: it was not made by the check. */
export const MAX_REPORT_BYTES = 16 * 1024 * 1024;

const short = z.string().max(300);
const long = z.string().max(4000);
const count = z.int().nonnegative();
const line = z.int().positive().max(10_000_000);
const day = z.string().refine(isDay);
/**
 * Inside the repository: a name that leads nowhere else. Git takes any sign in a name but NUL, and nobody is kept from an
 * answer by one: what steers terminals and lines is shown as a sign that stands for it.
 */
const path = z
  .string()
  .min(1)
  .max(4096)
  .refine((text) => !/^\/|(?:^|\/)\.\.?(?:\/|$)/.test(text))
  .transform(onOneLine);
const list = <T extends z.ZodType>(of: T) => z.array(of).max(MAX_ENTRIES.list);
/** How many reps used it; null where that is not known or fewer than ten did. */
const reps = count.nullable();

const place = z.object({ asset: short, title: short, path, line });
const shown = place.extend({ claims: count, reps });
const kit = place.extend({ reps });

const rank = z.object({
  question: short,
  asset: short,
  title: short,
  within: count,
  before: count.nullable(),
  now: count.nullable(),
  above: z.array(z.object({ asset: short, title: short })).max(20),
  path,
  line,
});

/** Fields beside these are passed over: what wrote the report may be newer than what reads it. */
const changeReportSchema = z.object({
  version: z.literal(1),
  today: day,
  /** The branch that the change was compared with; null when there was none. */
  base: short.nullable(),
  files: count,
  findings: z
    .array(
      z.object({
        path,
        line,
        severity: z.enum(['error', 'warning']),
        rule: short,
        message: long,
        hint: long,
      }),
    )
    .max(MAX_ENTRIES.findings),
  /** Errors and warnings beyond the longest list. */
  findingsLeft: z.object({ errors: count, warnings: count }),
  /** Findings that stood there before, in files that the change leaves alone. */
  elsewhere: count,
  /** Files of which the change leaves no page; a check from before they were counted does not say. */
  missing: list(path).default([]),
  missingLeft: count.default(0),
  touched: list(
    z.object({
      path,
      did: z.enum(['added', 'changed', 'removed']),
      page: z.object({ asset: short, title: short, kind: short, reps }).nullable(),
    }),
  ),
  touchedLeft: count,
  questions: count,
  ranks: list(rank),
  ranksLeft: count,
  unasked: list(z.object({ question: short, asset: short })),
  /** The last of the four weeks that use was counted for; null where nobody counted. */
  usedUntil: day.nullable(),
  facts: list(
    z.object({
      id: short,
      was: short,
      /** Null for a fact that is gone. */
      now: short.nullable(),
      /** How many assets show it, those beyond the longest list included. */
      pages: count,
      shown: list(shown),
      kits: list(kit),
      written: list(place),
    }),
  ),
  quarter: z
    .strictObject({
      ends: day,
      from: day,
      holdDays: count,
      isHeld: z.boolean(),
      launches: list(place.extend({ anyway: long.nullable() })),
      measured: z.object({ days: count.nullable(), pieces: count }).nullable(),
    })
    .nullable(),
  reviewers: list(z.object({ person: short, name: short, github: short.nullable(), owns: list(short) })),
});

/**
 * Everything that there is to say about a change of the content, for whoever writes it down. Paths are of the
 * repository.
 */
export type ChangeReport = z.infer<typeof changeReportSchema>;

/** A report that says nothing yet, of a change that was compared with no branch. */
export function emptyChangeReport(today: Day): ChangeReport {
  return {
    version: 1,
    today,
    base: null,
    files: 0,
    findings: [],
    findingsLeft: { errors: 0, warnings: 0 },
    elsewhere: 0,
    missing: [],
    missingLeft: 0,
    touched: [],
    touchedLeft: 0,
    questions: 0,
    ranks: [],
    ranksLeft: 0,
    unasked: [],
    usedUntil: null,
    facts: [],
    quarter: null,
    reviewers: [],
  };
}

/** Cuts texts and lists to what `parseChangeReport` takes, and renders the report as JSON. */
export function renderChangeReport(report: ChangeReport): string {
  return JSON.stringify(cut(report), null, 1);
}

function cut(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    const most = ['message', 'hint', 'anyway'].includes(key) ? 4000 : key === 'path' ? 1000 : 300;
    return shorten(value, most).toWellFormed();
  }
  if (Array.isArray(value)) {
    const most = key === 'findings' ? MAX_ENTRIES.findings : key === 'above' ? 20 : MAX_ENTRIES.list;
    return value.slice(0, most).map((item) => cut(item, key === 'owns' ? key : ''));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner, name)]));
}

/** Reads a report that another job wrote. Throws a UserError when it is not one: it may come from anybody's branch. */
export function parseChangeReport(text: string): ChangeReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const { data, error } = changeReportSchema.safeParse(value);
  if (data !== undefined) return data;
  const at = error.issues[0]?.path.map(String).join('.') ?? '';
  throw new UserError(
    `The findings cannot be read: they are not what \`npm run check -- --json FILE\` writes${at === '' ? '' : ` (at ${at.slice(0, 80)})`}.`,
    'See what the job that reads the change said. Nothing was written on GitHub.',
  );
}
