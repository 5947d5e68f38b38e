/** How much a finding matters: an error keeps the file out of the hub or misleads a reader; a warning asks for care. */
type Severity = 'error' | 'warning';

declare const known: unique symbol;
/** The id of a rule that stands in a list of rules: `defineRules` alone makes one. */
type KnownRule = string & { readonly [known]: true };

/** Something wrong with one file of content, as it is shown. */
export interface ShownFinding {
  /** Path of the file inside the content folder, with forward slashes. */
  path: string;
  /** 1-based line the finding points at. */
  line: number;
  severity: Severity;
  /** Permanent id of the rule, such as `review-overdue`. */
  rule: string;
  /** One sentence: what is wrong. */
  message: string;
  /** One sentence: the way out. */
  hint: string;
}

/** Something wrong with one file of content. Findings are collected, all of them, and never thrown. */
export interface Finding extends ShownFinding {
  rule: KnownRule;
}

/**
 * What a rule looks at: a file by itself and among the others, all files at once, what changed, or one of the records.
 */
export type RuleScope = 'file' | 'library' | 'change' | 'record';

/** A rule as its list declares it. */
export interface RuleFacts {
  severity: Severity;
  /** What is wrong where it speaks, in a few words for the manual. */
  says: string;
}

/** Where and what: all that a finding says beside its rule. */
export type Found = Pick<Finding, 'path' | 'line' | 'message' | 'hint'>;

/** Rules of one scope, by their ids. */
export interface Rules<Id extends string = string> {
  readonly scope: RuleScope;
  readonly facts: Readonly<Record<Id, RuleFacts>>;
  /** A finding of one of these rules. */
  found(rule: Id, what: Found): Finding;
}

/**
 * Declares rules. No finding is made otherwise, so its id stands in a list and its severity is written once.
 *
 * @example defineRules('file', { expired: { severity: 'warning', says: 'The last day of use has passed.' } })
 */
export function defineRules<Id extends string>(
  scope: RuleScope,
  facts: Readonly<Record<Id, RuleFacts>>,
): Rules<Id> {
  return {
    scope,
    facts,
    found: (rule, { path, line, message, hint }) => ({
      path,
      line,
      severity: facts[rule].severity,
      rule: rule as string as KnownRule,
      message,
      hint,
    }),
  };
}

/** For `sort`: by path, then line, then rule, so that two runs print the same. */
export function compareFindings(a: ShownFinding, b: ShownFinding): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || (a.rule < b.rule ? -1 : 1);
}
