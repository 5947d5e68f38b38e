import { expect, test, vi } from 'vitest';
import { promptForMissing } from '../../../scripts/publish-prompts.ts';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { UserError } from '../../../src/library/user-error.ts';
import { sortFiles } from '../../../src/publishing/publish/files.ts';
import { binary, buildContent, localFile } from '../../support/github/github-publishing.ts';

const { library } = buildContent();
const deck = () => sortFiles([localFile('deck.pptx', binary(1))], library, compileMarkdown);

/** Answers by the first word of the question, in turn. */
function person(answers: Record<string, string[]>) {
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    const [word = ''] = question.split(/[\s,]/);
    return Promise.resolve(answers[word]?.shift() ?? '');
  };
  return { asked, ask };
}

test('asks for what is missing, and again where the answer is no word of the hub', async () => {
  const says = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { asked, ask } = person({
    Title: ['', 'Cold kit'],
    Who: ['inez-varga', 'ines-varga'],
    Products: ['cold'],
  });
  expect(await promptForMissing({ benefit: 'Opens the talk.' }, deck(), library.hub, ask)).toEqual({
    title: 'Cold kit',
    owner: 'ines-varga',
    product: 'cold',
    benefit: 'Opens the talk.',
  });
  expect(asked).toEqual([
    'Title, as reps will read it: ',
    'Title, as reps will read it: ',
    'Who answers for it (ines-varga, oona-lind, marek-duda): ',
    'Who answers for it (ines-varga, oona-lind, marek-duda): ',
    'Products it is about, with commas between (Enter for none) (routes, cold): ',
  ]);
  expect(says.mock.calls).toEqual([[expect.stringContaining('Did you mean ines-varga?')]]);
  says.mockRestore();
});

test('asks nothing about Markdown that says everything itself', async () => {
  const sorted = sortFiles(
    [localFile('a.md', '---\ntitle: A\n---\n', 'answers/a.md')],
    library,
    compileMarkdown,
  );
  const { asked, ask } = person({});
  expect(await promptForMissing({}, sorted, library.hub, ask)).toEqual({});
  expect(asked).toEqual([]);
});

test('without a terminal names every flag that is needed', async () => {
  const error = await promptForMissing({}, deck(), library.hub, undefined).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toBe(
    'publish needs --title, --owner, and nobody is there to be asked.',
  );
  const bare = sortFiles([localFile('a.md', 'Text')], library, compileMarkdown);
  await expect(
    promptForMissing({ title: 'A', owner: 'ines-varga' }, bare, library.hub, undefined),
  ).rejects.toThrow('needs --kind,');
});
