import { join, relative } from 'node:path';
import { readCodeowners } from '../src/adapters/codeowners-file.ts';
import { contentFolder, readContent } from '../src/adapters/content-folder.ts';
import { readBase } from '../src/adapters/git/base.ts';
import { writeSchemaFiles } from '../src/adapters/schema-files.ts';
import { checkContent, ofSameHub, openSearch } from '../src/publishing/check/check-content.ts';
import { checkCodeowners } from '../src/publishing/review/codeowners.ts';
import { renderFindingGithub, renderRanksGithub } from '../src/publishing/check/findings-github.ts';
import { renderFindingsJson } from '../src/publishing/check/findings-json.ts';
import { renderFindingText, renderNotRun, renderSummary } from '../src/publishing/check/findings-text.ts';
import { renderRanksText } from '../src/publishing/check/ranks-text.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';
import { writeChange, writeUnreadable } from './write-change.ts';

runCommand(
  {
    name: 'check',
    about:
      'Reads every file of the content folder (HUB_CONTENT, else content/), asks its search every question that it must answer, and lists what is wrong: where, what, and the way out.',
    flags: {
      format: {
        type: 'string',
        value: 'FORMAT',
        oneOf: ['text', 'github', 'json'],
        says: 'text for people (default), github for annotations of a pull request, json for programs.',
      },
      today: { type: 'string', value: 'DAY', says: 'Judge dates as on this day, such as 2027-01-31.' },
      json: {
        type: 'string',
        value: 'FILE',
        says: 'Also write what there is to say about the change since that branch, for an answer on a pull request.',
      },
      all: { type: 'boolean', says: 'With --json: findings of files that the change leaves alone too.' },
      base: {
        type: 'string',
        value: 'REF',
        says: 'Compare the places of search results with this branch or commit; the published branch when left out.',
      },
    },
    notes: [
      'Also writes .schemas/ beside the content folder, from which editors complete front matter.',
      'Exit code: 0 nothing to mend, 1 findings, 2 the check could not run.',
    ],
  },
  async ({ flags }) => {
    const folder = contentFolder(process.env);
    const content = await readContent(folder).catch(async (error: unknown) => {
      const options = { asked: flags.base, published: 'main', env: process.env };
      const today = dayOf(flags.today);
      if (flags.json !== undefined) await writeUnreadable(flags.json, folder, options, { error, today });
      throw error;
    });
    const { library } = content;
    const today = dayOf(flags.today, library.hub);
    const options = { asked: flags.base, published: library.hub.company.branch, env: process.env };
    const base = ofSameHub(await readBase(folder, options), library);
    const checked = await checkContent(openSearch(content), today, base);
    const { findings, ranks } = checked;
    const owners = await readCodeowners(folder);
    findings.push(...checkCodeowners(library, owners));
    if (flags.json !== undefined) {
      const change = {
        ...checked,
        library,
        missing: content.missing,
        owners,
        base,
        today,
        wantsAll: flags.all === true,
      };
      await writeChange(flags.json, folder, options, change);
    }
    const near = relative(process.cwd(), folder);
    const shown = near.startsWith('..') ? folder : near;
    for (const each of [...findings, ...ranks.ranks])
      each.path = join(shown, each.path).replaceAll('\\', '/');
    if (flags.format === 'json') console.log(renderFindingsJson(findings, checked, today));
    else {
      const isGithub = flags.format === 'github';
      const lines = [
        ...findings.map(isGithub ? renderFindingGithub : renderFindingText),
        ...(isGithub ? renderRanksGithub(ranks) : renderRanksText(ranks)),
      ];
      console.log(
        [...lines, ...renderNotRun(checked), renderSummary(findings, checked.fileCount)].join('\n'),
      );
    }
    const trouble = await writeSchemaFiles(folder, library.hub);
    if (trouble !== undefined) console.error(trouble);
    return findings.length === 0 ? 0 : 1;
  },
);
