import { catalogue, type CataloguedRule } from '../../src/checks/catalogue.ts';
import type { ShownFinding } from '../../src/library/finding.ts';

const SCOPES = {
  file: ['Of one page', 'Also told in the form for a new piece, while somebody writes.'],
  library: ['Of all files together', 'They are looked at beside each other.'],
  record: ['Of hub.yaml and the records', 'Lists that stand at the top of the content folder.'],
  change: [
    'Of what changed',
    'The branch is compared with the one that is published; without one, the check says so.',
  ],
} as const;

/** The manual of findings: each rule with what it is about, where it runs, and an example of its words. */
export function renderRulesManual(examples: readonly ShownFinding[]): string {
  const lines = [
    '# What the check says',
    '',
    'Every rule of the hub, made from its list (`catalogue.ts`) and from what the check says of the folders in',
    '`test/fixtures/sites`. An error keeps a page out of the hub or misleads its readers; a warning asks for care and holds',
    'nothing back. A terminal, JSON and a pull request are told the same; a pull request hears only of what it changes.',
    '',
    'This file is written by `test/contract/check-sites.test.ts`: delete it and run that test.',
  ];
  for (const [scope, [title, about]] of Object.entries(SCOPES)) {
    lines.push('', `## ${title}`, '', about);
    for (const rule of catalogue.filter((one) => one.scope === scope))
      lines.push('', ...renderRule(rule, examples));
  }
  return `${lines.join('\n')}\n`;
}

function renderRule(
  { id, scope, severity, says, places }: CataloguedRule,
  examples: readonly ShownFinding[],
): string[] {
  const besides = [
    ...(scope !== 'file' && places.includes('new piece') ? ['Also told in the form for a new piece.'] : []),
    ...(places.includes('JSON') ? [] : ['A command says the same and stops.']),
  ];
  const example = examples.find(({ rule }) => rule === id);
  return [
    `### \`${id}\``,
    '',
    [severity === 'error' ? 'Error.' : 'Warning.', says, ...besides].join(' '),
    ...(example === undefined
      ? []
      : ['', `    ${example.path}:${String(example.line)}  ${example.message} ${example.hint}`]),
  ];
}
