import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runScript, type ScriptRun } from '../support/run-script.ts';

const fixture = resolve(import.meta.dirname, '../fixtures/imports/obsidian/in');

async function file(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(join(fixture, path)));
}

describe('npm run import', () => {
  let room = '';
  let from = '';
  let content = '';
  beforeEach(async () => {
    room = await mkdtemp(join(tmpdir(), 'hub-import-command-'));
    from = join(room, 'vault');
    content = join(room, 'content');
    await cp(fixture, from, { recursive: true });
  });
  afterEach(() => rm(room, { recursive: true, force: true }));

  const run = (...flags: string[]): Promise<ScriptRun> =>
    runScript('import', [from, '--into', content, ...flags]);
  const last = ({ out }: ScriptRun) => out.trimEnd().split('\n').at(-1)?.replace(room, '') ?? '';
  const price = () => join(content, 'collateral/Plays/Price list.md');

  it('says all of it and writes nothing on a dry run', async () => {
    const dry = await run('--dry-run');
    expect(last(dry)).toBe(
      'Would take 2 of 2 Markdown files and 1 other file into /content (3 files to write, 0 there already). 0 drafts, 0 left out.',
    );
    expect(await readdir(room)).toEqual(['vault']);
  });

  it('writes only what changed at its source, and never over what people changed', async () => {
    expect((await run()).code).toBe(0);
    expect((await readdir(room)).sort()).toEqual([
      'content',
      'content.import.html',
      'content.import.json',
      'content.import.yaml',
      'vault',
    ]);
    expect(last(await run())).toContain('(0 files written, 3 there already)');

    await writeFile(price(), `${await readFile(price(), 'utf8')}Added by people.\n`);
    expect(last(await run())).toContain('(0 files written, 3 there already)');

    await writeFile(
      join(from, 'Plays/Price list.md'),
      '# Price list\n\nNow all of it is cheaper than it ever was before.\n',
    );
    await writeFile(
      join(from, 'Cards/Tallow & Sons.md'),
      'Tallow sells no ovens any more, and nobody needs this page.\n',
    );
    const both = await run();
    expect(last(both)).toContain('(1 file written');
    expect(both.out).toContain(
      'It has changed, and so has collateral/Plays/Price list.md here; that was left as people made it.',
    );
    expect(await readFile(price(), 'utf8')).toContain('Added by people.');

    await rm(price());
    expect((await run()).out).toContain(
      'collateral/Plays/Price list.md was taken out here since the last import, and stays out.',
    );
    await rm(join(from, 'Cards/Tallow & Sons.md'));
    expect((await run()).out).toContain(
      'collateral/Cards/Tallow & Sons.md stays until somebody takes it out.',
    );
  });

  it('goes on where it was stopped', async () => {
    await run();
    await rm(join(room, 'content.import.json'));
    await rm(price());
    expect(last(await run())).toContain('(1 file written, 2 there already)');
    expect(await readFile(price(), 'utf8')).toContain('Ten per cent');
  });

  it('takes a zip, and a zip inside it', async () => {
    const part = zipSync({
      'Plays/Price list.md': await file('Plays/Price list.md'),
      '../outside.md': new TextEncoder().encode('# Outside'),
    });
    await writeFile(
      join(room, 'export.zip'),
      zipSync({ 'Part-1.zip': part, 'Cards/Tallow & Sons.md': await file('Cards/Tallow & Sons.md') }),
    );
    const zipped = await runScript('import', [join(room, 'export.zip'), '--into', content]);
    expect(last(zipped)).toContain('Took 2 of 2 Markdown files');
    expect(await readdir(room)).not.toContain('outside.md');
  });

  it('says that a zip is broken', async () => {
    await writeFile(join(room, 'export.zip'), 'PK\u0003\u0004 and no more');
    const broken = await runScript('import', [join(room, 'export.zip'), '--into', content]);
    expect(broken.code).toBe(2);
    expect(broken.err).toContain('export.zip is no whole zip file.');
  });
});
