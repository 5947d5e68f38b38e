import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseHub } from '../../src/library/parse-hub.ts';
import { renderStarterHub } from '../../src/library/starter-hub.ts';
import { runScript, spawnScript, type ScriptRun } from '../support/run-script.ts';

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
      'Would take 2 of 2 texts and 1 other file into /content (3 files to write, 0 there already). 0 drafts, 0 left out.',
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

  it('puts people and competitors of the pages into the hub.yaml of npm run init, and into none that people wrote in', async () => {
    await writeFile(
      join(from, 'Plays/Price list.md'),
      '---\nauthor: Mira Holt\n---\n# Price list\n\nWhat an oven costs a shop in a month.\n',
    );
    const hub = join(content, 'hub.yaml');
    await mkdir(content);
    await writeFile(hub, renderStarterHub('Crumb & Co', true));
    await run();
    const { company, people } = parseHub(await readFile(hub, 'utf8'));
    expect([company.name, people.map(({ id }) => id)]).toEqual(['Crumb & Co', ['first-last', 'mira-holt']]);
    expect(await readFile(price(), 'utf8')).toContain('owner: mira-holt');
    expect(last(await run())).toContain('(0 files written, 3 there already)');

    await rm(join(room, 'content.import.yaml'));
    const written = `${renderStarterHub('Crumb & Co', true)}# ours\n`;
    await writeFile(hub, written);
    await run();
    expect(await readFile(hub, 'utf8')).toBe(written);
  });

  it('goes on where it was stopped', async () => {
    await run();
    await rm(join(room, 'content.import.json'));
    await rm(price());
    expect(last(await run())).toContain('(1 file written, 2 there already)');
    expect(await readFile(price(), 'utf8')).toContain('Ten per cent');
  });

  it('goes on after it was killed in the middle of writing, with half files, old files and lost edits nowhere', async () => {
    const count = 400;
    for (let at = 0; at < count; at++)
      await writeFile(
        join(from, 'Plays', `Play ${String(at)}.md`),
        `# Play ${String(at)}\n\n${'All that it says. '.repeat(400)}\n`,
      );
    const plays = join(content, 'collateral/Plays');
    const written = () => readdir(plays).catch((): string[] => []);
    const child = spawnScript('import', [from, '--into', content]);
    const closed = once(child, 'close');
    while ((await written()).length < 40) await setTimeout(2);
    child.kill('SIGKILL');
    expect(await closed).toEqual([null, 'SIGKILL']);

    const there = (await written()).filter((name) => name.endsWith('.md'));
    expect(there.length).toBeLessThan(count);
    for (const name of there) expect(await readFile(join(plays, name), 'utf8')).toMatch(/that it says\.\s*$/);
    // As a write leaves it that is killed before its end.
    await writeFile(join(plays, '.0123456789ab.tmp'), 'half of a');

    const [mine = '', changed = ''] = there.filter((name) => name.startsWith('Play '));
    await writeFile(join(plays, mine), `${await readFile(join(plays, mine), 'utf8')}Added by people.\n`);
    await writeFile(join(from, 'Plays', changed), '# Other\n\nWhat is right by now, and was not before.\n');
    const again = await run();
    expect(again.code).toBe(0);
    expect(again.out).not.toMatch(/Another|taken out here|has changed/);
    const same = Number(/ (\d+) there already/.exec(last(again))?.[1]);
    expect(same).toBeGreaterThanOrEqual(there.length - 1);
    expect(await readFile(join(plays, mine), 'utf8')).toContain('Added by people.');
    expect(await readFile(join(plays, changed), 'utf8')).toContain('What is right by now');
    expect((await written()).filter((name) => name.startsWith('Play '))).toHaveLength(count);
    expect((await written()).filter((name) => name.startsWith('.'))).toEqual([]);
    expect((await readdir(room)).sort()).toEqual([
      'content',
      'content.import.html',
      'content.import.json',
      'content.import.yaml',
      'vault',
    ]);
    expect(last(await run())).toContain('(0 files written');
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
    expect(last(zipped)).toContain('Took 2 of 2 texts');
    expect(await readdir(room)).not.toContain('outside.md');
  });

  it.each([
    ['macOS', 'utf8', 'Preise für Öfen'],
    [
      'Windows in the West',
      [0x50, 0x72, 0x65, 0x69, 0x73, 0x65, 0x20, 0x66, 0x81, 0x72, 0x20, 0x99, 0x66, 0x65, 0x6e],
      'Preise für Öfen',
    ],
    ['Windows in Japan', [0x89, 0xbf, 0x8a, 0x69, 0x95, 0x5c], '価格表'],
  ] as const)('reads names of a zip from %s, which says no encoding', async (_, bytes, name) => {
    const raw = bytes === 'utf8' ? Buffer.from(name) : Buffer.from(bytes);
    // A name of as many letters of ASCII, in both places of the zip, gives way to the bytes.
    const stand = '~'.repeat(raw.length);
    const zip = Buffer.from(
      zipSync({ [`${stand}.md`]: new TextEncoder().encode('# Prices\n\nTen euros each.\n') }),
    );
    for (let at = zip.indexOf(stand); at !== -1; at = zip.indexOf(stand, at)) raw.copy(zip, at);
    await writeFile(join(room, 'export.zip'), zip);
    await runScript('import', [join(room, 'export.zip'), '--into', content]);
    expect(await readdir(join(content, 'collateral'))).toEqual([`${name}.md`]);
  });

  it('leaves no unpacked copy behind, and removes that of an import that was killed', async () => {
    const temporary = join(room, 'tmp');
    const ended = spawnScript('import', ['--help']);
    await once(ended, 'close');
    const [left, inUse] = [ended.pid ?? 0, process.pid].map((pid) =>
      join(temporary, `hub-import-zip-${String(pid)}-abc`),
    );
    for (const folder of [left, inUse]) await mkdir(folder ?? '', { recursive: true });
    await writeFile(
      join(room, 'export.zip'),
      zipSync({ 'a.md': new TextEncoder().encode('# Prices\n\nTen.\n') }),
    );
    const env = { TMPDIR: temporary };
    await runScript('import', [join(room, 'export.zip'), '--into', content], { env });
    expect(await readdir(temporary)).toEqual([`hub-import-zip-${String(process.pid)}-abc`]);
  });

  it('says that a zip is broken', async () => {
    await writeFile(join(room, 'export.zip'), 'PK\u0003\u0004 and no more');
    const broken = await runScript('import', [join(room, 'export.zip'), '--into', content]);
    expect(broken.code).toBe(2);
    expect(broken.err).toContain('export.zip is no whole zip file.');
  });
});
