import type { ShownFinding } from '../../library/finding.ts';
import type { RankReport } from './rank-report.ts';
import { renderRanksText } from './ranks-text.ts';

/**
 * A finding as a workflow command, which GitHub shows beside the line of the pull request.
 * Escapes as GitHub's runner undoes them: docs.github.com, "Workflow commands", and actions/toolkit `command.ts`.
 */
export function renderFindingGithub({ path, line, severity, rule, message, hint }: ShownFinding): string {
  const properties = `file=${property(path)},line=${String(line)},title=${property(rule)}`;
  return `::${severity} ${properties}::${data(`${message} ${hint}`)}`;
}

/** What moved since the base branch as one notice, which GitHub shows on the page of the run; none when nothing did. */
export function renderRanksGithub(report: RankReport): string[] {
  const lines = renderRanksText(report);
  return lines.length === 0
    ? []
    : [`::notice title=${property('search results')}::${data(lines.join('\n'))}`];
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
