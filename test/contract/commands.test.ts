import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runScript } from '../support/run-script.ts';

const sites = resolve(import.meta.dirname, '../fixtures/sites');
const day = ['--today', '2026-11-22'];

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'hub-command-'));
});
afterEach(async () => {
  await rm(cwd, { recursive: true, force: true });
});

/** What a command said, with the temporary folder called HERE. */
async function said(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const { code, out, err } = await runScript(name, args, { cwd, env });
  return `${out}${err}exit ${String(code)}`.replaceAll(cwd, 'HERE');
}

async function place(site: string): Promise<void> {
  await cp(join(sites, site, 'content'), join(cwd, 'content'), { recursive: true });
}

async function tree(folder: string): Promise<string[]> {
  const entries = await readdir(join(cwd, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(cwd.length + 1))
    .sort();
}

describe('npm run check', () => {
  it('is quiet and writes schemas beside the content when nothing is wrong, and only once', async () => {
    await place('in-order');
    expect(await said('check', day)).toBe('8 files, nothing to mend.\nexit 0');
    expect(await tree('.schemas')).toHaveLength(23);
    const before = await stat(join(cwd, '.schemas', 'answer.schema.json'));
    await said('check', day);
    expect((await stat(join(cwd, '.schemas', 'answer.schema.json'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('names each file as seen from where it runs, in all three formats', async () => {
    await place('every-finding');
    const text = await said('check', day);
    expect(text).toContain('\ncontent/battlecards/acme.md:7  error  ');
    expect(text).toMatch(/\n62 findings in 37 of 40 files\.\nexit 1$/);
    expect(await said('check', [...day, '--format', 'github'])).toContain(
      '\n::error file=content/battlecards/acme.md,line=7,',
    );
    const { out, code } = await runScript('check', [...day, '--format', 'json'], { cwd });
    expect(JSON.parse(out)).toMatchObject({ files: 40, findings: { length: 62 } });
    expect(code).toBe(1);
  });

  it('says why it cannot run', async () => {
    await place('in-order');
    expect([
      await said('check', ['--fromat', 'json']),
      await said('check', ['--today', '2026-02-30']),
      await said('check', ['json']),
      await said('check', [], { HUB_CONTENT: 'nowhere' }),
      await said('check', [], { HUB_CONTENT: join('content', 'answers') }),
    ]).toMatchInlineSnapshot(`
      [
        "check does not know --fromat.
      Did you mean --format? Nothing was written. \`npm run check -- --help\` lists what it takes.
      exit 2",
        "--today says "2026-02-30", which is not a date.
      Write it like 2027-01-31. Nothing was written.
      exit 2",
        "check has no use for "json".
      If it belongs to a flag, set two hyphens before the flags: npm run check -- --flag value. Nothing was written. \`npm run check -- --help\` lists what it takes.
      exit 2",
        "There is no content folder at HERE/nowhere.
      Set HUB_CONTENT to the folder that holds hub.yaml, or run the command where the content folder is. Nothing was written.
      exit 2",
        "The content folder HERE/content/answers has no hub.yaml, so the hub does not know its company, products and people.
      Add a hub.yaml (\`npm run init\` writes one to begin with). Nothing was written.
      exit 2",
      ]
    `);
  });

  it('checks all the same when the schemas cannot be written', async () => {
    await place('in-order');
    await writeFile(join(cwd, '.schemas'), 'a file in the way');
    expect(await said('check', day)).toMatchInlineSnapshot(`
      "8 files, nothing to mend.
      Editor completion was not refreshed: HERE/.schemas cannot be written (EEXIST).
      exit 0"
    `);
  });

  it('does not mind a reader that stops listening', async () => {
    await place('every-finding');
    const script = resolve(import.meta.dirname, '../../scripts/check.ts');
    const child = spawn(process.execPath, [script], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.stdout.once('data', () => child.stdout.destroy());
    await once(child, 'close');
    expect(errors).toBe('');
  });
});

describe('npm run import', () => {
  beforeEach(async () => {
    await mkdir(join(cwd, 'theirs', 'sub', '.git'), { recursive: true });
    await writeFile(join(cwd, 'theirs', 'One.mdx'), '# One thing\n\n![p](sub/p.png) [two](sub/two.md)\n');
    await writeFile(join(cwd, 'theirs', 'sub', 'two.md'), '---\ntitle: Two\n---\r\nBody\r\n');
    await writeFile(join(cwd, 'theirs', 'sub', 'bad.md'), Buffer.from([0x43, 0xe9]));
    await writeFile(join(cwd, 'theirs', 'sub', 'p.png'), Buffer.from([1, 2, 3]));
    await writeFile(join(cwd, 'theirs', 'sub', 'deck.pptx'), 'x');
    await writeFile(join(cwd, 'theirs', 'sub', '.git', 'HEAD'), 'x');
    await symlink('../..', join(cwd, 'theirs', 'sub', 'circle'));
    await symlink('two.md', join(cwd, 'theirs', 'sub', 'link.md'));
  });

  it('takes what it can, names the rest, and does nothing the second time', async () => {
    expect(await said('import', ['theirs', '--into', 'ours'])).toMatchInlineSnapshot(`
      "left out  sub/.git/  It is the folder of a tool.
      taken     sub/bad.md  It is no UTF-8 and was read as Windows-1252 (the West). If its special letters are wrong, save it as UTF-8 and import again.
      left out  sub/circle  It is a link to another place, or no file at all.
      left out  sub/deck.pptx  It is no file of the sort that its name says, and programs refuse to open it.
      left out  sub/link.md  It is a link to another place, or reading it is not allowed.
      Took 3 of 5 texts and 1 other file into ours (4 files written, 0 there already). 0 drafts, 4 left out.
      exit 0"
    `);
    expect(await tree('ours')).toEqual([
      'ours/collateral/One.md',
      'ours/collateral/sub/bad.md',
      'ours/collateral/sub/p.png',
      'ours/collateral/sub/two.md',
      'ours/hub.yaml',
    ]);
    const before = await readFile(join(cwd, 'ours', 'collateral', 'One.md'));
    const second = await said('import', ['theirs', '--into', 'ours']);
    expect(second.split('\n').at(-2)).toMatchInlineSnapshot(
      `"Took 3 of 5 texts and 1 other file into ours (0 files written, 4 there already). 0 drafts, 4 left out."`,
    );
    expect(await readFile(join(cwd, 'ours', 'collateral', 'One.md'))).toEqual(before);
    expect(await said('check', day, { HUB_CONTENT: 'ours' })).toMatchInlineSnapshot(`
      "ours/collateral/One.md:1  error  Nobody owns this asset. Add a line like owner: followed by the id of a person listed under people in hub.yaml.  [owner-missing]
      ours/collateral/sub/bad.md:1  error  Nobody owns this asset. Add a line like owner: followed by the id of a person listed under people in hub.yaml.  [owner-missing]
      ours/collateral/sub/two.md:1  error  Nobody owns this asset. Add a line like owner: followed by the id of a person listed under people in hub.yaml.  [owner-missing]
      3 findings in 3 of 3 files.
      exit 1"
    `);
  });

  it('leaves alone what people have changed since', async () => {
    await said('import', ['theirs', '--into', 'ours']);
    await writeFile(join(cwd, 'ours', 'collateral', 'One.md'), 'mine');
    await writeFile(join(cwd, 'ours', 'hub.yaml'), 'company: { name: Mine }\n');
    expect(await said('import', ['theirs', '--into', 'ours'])).toContain(
      '(0 files written, 4 there already)',
    );
    expect(await readFile(join(cwd, 'ours', 'collateral', 'One.md'), 'utf8')).toBe('mine');
    expect(await readFile(join(cwd, 'ours', 'hub.yaml'), 'utf8')).toBe('company: { name: Mine }\n');
  });

  it('names a file whose place is taken by something else', async () => {
    await mkdir(join(cwd, 'ours', 'collateral', 'One.md'), { recursive: true });
    await writeFile(join(cwd, 'ours', 'collateral', 'sub'), 'a file where a folder should be');
    const report = await said('import', ['theirs', '--into', 'ours']);
    expect(report.match(/^.*stands in its way.*$/gm)).toMatchInlineSnapshot(`
      [
        "left out  One.mdx  collateral/One.md cannot be made: a file or folder stands in its way.",
        "left out  sub/bad.md  collateral/sub/bad.md cannot be made: a file or folder stands in its way.",
        "left out  sub/p.png  collateral/sub/p.png cannot be made: a file or folder stands in its way.",
        "left out  sub/two.md  collateral/sub/two.md cannot be made: a file or folder stands in its way.",
      ]
    `);
    expect(report).toMatch(/exit 1$/);
    expect(await readdir(join(cwd, 'ours', 'collateral'))).toEqual(['One.md', 'sub']);
  });

  it('says why it cannot run, and writes nothing then', async () => {
    await writeFile(join(cwd, 'file'), 'x');
    await mkdir(join(cwd, 'empty'));
    await symlink('theirs', join(cwd, 'alias'));
    expect([
      await said('import', []),
      await said('import', ['theirs']),
      await said('import', ['nowhere', '--into', 'ours']),
      await said('import', ['file', '--into', 'ours']),
      await said('import', ['theirs', '--into', 'file']),
      await said('import', ['theirs', '--into', 'file/deeper']),
      await said('import', ['theirs', '--into', 'theirs/ours']),
      await said('import', ['theirs', '--into', 'alias/ours']),
      await said('import', ['theirs', '--into', '.']),
      await said('import', ['theirs', '--in', 'ours']),
      await said('import', ['empty', '--into', 'ours']),
    ]).toMatchInlineSnapshot(`
      [
        "import needs FOLDER.
      Nothing was written. \`npm run import -- --help\` lists what it takes.
      exit 2",
        "import needs to know where to write.
      Add --into and a folder. Nothing was written.
      exit 2",
        "There is no folder at HERE/nowhere.
      Check how it is spelled. Nothing was written.
      exit 2",
        "HERE/file is a file, and import takes a folder.
      Give the folder it lies in. Nothing was written.
      exit 2",
        "HERE/file is a file, and the hub's content needs a folder.
      Name another place after --into. Nothing was written.
      exit 2",
        "HERE/file is a file, and the hub's content needs a folder.
      Name another place after --into. Nothing was written.
      exit 2",
        "HERE/theirs/ours and HERE/theirs lie inside each other, so the import would read what it writes.
      Name a folder beside it after --into. Nothing was written.
      exit 2",
        "HERE/alias/ours and HERE/theirs lie inside each other, so the import would read what it writes.
      Name a folder beside it after --into. Nothing was written.
      exit 2",
        "HERE and HERE/theirs lie inside each other, so the import would read what it writes.
      Name a folder beside it after --into. Nothing was written.
      exit 2",
        "import does not know --in.
      Did you mean --into? Nothing was written. \`npm run import -- --help\` lists what it takes.
      exit 2",
        "Took 0 of 0 texts and 0 other files into ours (0 files written, 0 there already). 0 drafts, 0 left out.
      exit 1",
      ]
    `);
    expect(await readdir(cwd)).toEqual(['alias', 'empty', 'file', 'theirs']);
  });

  it('stops with a sentence when the disk refuses', async () => {
    expect(await said('import', ['theirs', '--into', '/proc/hub'])).toMatch(
      /^\/proc\/hub cannot be written: .+\.\nMend that or name another folder, .+ Nothing was written\.\nexit 2$/,
    );
  });
});

function git(...args: string[]): Promise<unknown> {
  const person = ['-c', 'user.name=n', '-c', 'user.email=n@example.com'];
  return promisify(execFile)('git', ['-C', cwd, ...person, ...args]);
}

describe('npm run init', () => {
  it('gives a company its own content, which passes the check, and git brings the sample back', async () => {
    await place('in-order');
    await git('init', '-q');
    await git('add', '-A');
    await git('commit', '-qm', 'sample');
    expect(await said('init', ['--company', 'North "Wind" & Sons', '--yes'])).toMatchInlineSnapshot(`
      "wrote    hub.yaml
      wrote    answers/example-how-long-does-it-take.md
      wrote    battlecards/example-competitor.md
      HERE/content now belongs to North "Wind" & Sons: 10 files deleted, 3 written.
      Next: put your people, products and competitors into hub.yaml, then run npm run check.
      exit 0"
    `);
    expect(await tree('content')).toEqual([
      'content/README.md',
      'content/answers/example-how-long-does-it-take.md',
      'content/battlecards/example-competitor.md',
      'content/hub.yaml',
    ]);
    expect(await said('check', [])).toBe('2 files, nothing to mend.\nexit 0');
    // Of the sample's past there is nothing to say, also beside a published branch that still holds it.
    expect(await said('check', ['--base', 'HEAD'])).toBe('2 files, nothing to mend.\nexit 0');
    await git('restore', 'content');
    expect(await tree('content')).toHaveLength(13);
  });

  it('begins a content folder where there is none', async () => {
    expect(await said('init', ['--company', 'Northwind'])).toMatch(/exit 0$/);
    expect(await said('check', [])).toBe('2 files, nothing to mend.\nexit 0');
  });

  it('deletes nothing that could not be brought back, and nothing unasked', async () => {
    await place('in-order');
    const ask = ['--company', 'Northwind'];
    const outside = await said('init', [...ask, '--yes']);
    await git('init', '-q');
    const uncommitted = await said('init', [...ask, '--yes']);
    await git('add', '-A');
    await git('commit', '-qm', 'sample');
    const unasked = await said('init', ask);
    const unnamed = await said('init', ['--yes']);
    await writeFile(join(cwd, 'content', 'answers', 'cost.md'), 'mine');
    const changed = await said('init', [...ask, '--yes']);
    await mkdir(join(cwd, 'elsewhere'));
    await writeFile(join(cwd, 'elsewhere', 'diary.txt'), 'mine');
    const elsewhere = await said('init', [...ask, '--yes', '--force'], { HUB_CONTENT: 'elsewhere' });
    expect({ outside, uncommitted, unasked, unnamed, changed, elsewhere }).toMatchInlineSnapshot(`
      {
        "changed": "content/answers/cost.md is not committed, so git could not bring back what is deleted.
      Commit first, or add --force when you do not need those changes. Nothing was deleted.
      exit 2",
        "elsewhere": "HERE/elsewhere holds files but no hub.yaml, so it does not look like the content of a hub.
      Set HUB_CONTENT to the content folder, or to a new one. Nothing was deleted.
      exit 2",
        "outside": "HERE/content lies in no git checkout, so what is deleted there could not be brought back.
      Copy it somewhere and add --force, or commit it first. Nothing was deleted.
      exit 2",
        "unasked": "init has a question, and nobody is there to answer it.
      Add --yes. Nothing was deleted.
      exit 2",
        "uncommitted": "content/README.md and 10 more are not committed, so git could not bring back what is deleted.
      Commit first, or add --force when you do not need those changes. Nothing was deleted.
      exit 2",
        "unnamed": "init has a question, and nobody is there to answer it.
      Add --company "Your company". Nothing was deleted.
      exit 2",
      }
    `);
    expect(await tree('content')).toHaveLength(11);
    expect(await tree('elsewhere')).toEqual(['elsewhere/diary.txt']);
    expect(await said('init', [...ask, '--yes', '--force'])).toMatch(/exit 0$/);
  });
});
