import { catalogue, type CataloguedRule } from '../../src/checks/catalogue.ts';
import type { ShownFinding } from '../../src/library/finding.ts';

const SCOPES = {
  file: ['Of one page', 'Also told in the form for a new page, while somebody writes.'],
  library: ['Of all files together', 'They are looked at beside each other.'],
  record: ['Of hub.yaml and the records', 'Lists that stand at the top of the content folder.'],
  change: [
    'Of what changed',
    'The branch is compared with the one that is published; without one, the check says so.',
  ],
} as const;

/** The manual of findings by its files: each rule with what it is about, where it runs, and an example of its words. */
export function renderRulesManual(examples: readonly ShownFinding[]): Record<string, string> {
  return {
    'README.md': renderManual(
      [
        '# What the check says',
        '',
        'Every rule of the hub, made from its list (`catalogue.ts`) and from what the check says of the folders in',
        '`test/fixtures/sites`. An error keeps a page out of the hub or misleads its readers; a warning asks for care and holds',
        'nothing back. A terminal, JSON and a pull request are told the same; a pull request hears only of what it changes.',
        'Here are the rules for pages and files; [those for records and changes](records-and-changes.md) are beside them.',
        '',
        WRITTEN,
      ],
      ['file', 'library'],
      examples,
    ),
    'records-and-changes.md': renderManual(
      [
        '# What the check says of records and changes',
        '',
        'The second half of [what the check says](README.md): the rules for `hub.yaml`, the records, and what a change does.',
        '',
        WRITTEN,
      ],
      ['record', 'change'],
      examples,
    ),
  };
}

const WRITTEN = 'This file is written by `test/contract/check-sites.test.ts`: delete it and run that test.';

function renderManual(
  head: readonly string[],
  scopes: readonly (keyof typeof SCOPES)[],
  examples: readonly ShownFinding[],
): string {
  const lines = [...head];
  for (const scope of scopes) {
    const [title, about] = SCOPES[scope];
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
    ...(scope !== 'file' && places.includes('new page') ? ['Also told in the form for a new page.'] : []),
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
