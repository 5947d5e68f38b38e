/** How much a finding matters: an error keeps the file out of the hub or misleads a reader; a warning asks for care. */
export type Severity = 'error' | 'warning';

/** Something wrong with one file of content. Findings are collected, all of them, and never thrown. */
export interface Finding {
  /** Path of the file inside the content folder, with forward slashes. */
  path: string;
  /** 1-based line the finding points at. */
  line: number;
  severity: Severity;
  /** Permanent kebab-case id of the rule. */
  rule: string;
  /** One sentence: what is wrong. */
  message: string;
  /** One sentence: the way out. */
  hint: string;
}

/** Orders findings by path, then line, then rule, so that two runs print the same. */
export function compareFindings(a: Finding, b: Finding): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line || (a.rule < b.rule ? -1 : 1);
}
