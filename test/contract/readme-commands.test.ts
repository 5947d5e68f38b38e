import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runScript } from '../support/run-script.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const pages = [
  'README.md',
  'content/README.md',
  'src/README.md',
  'src/browser/README.md',
  'test/README.md',
  'src/checks/README.md',
  'src/checks/records-and-changes.md',
];

/** Each `npm run NAME` of the pages, with the flags behind it and those that the sentence around it names. */
function namedCommands(): { name: string; flags: string[]; at: string }[] {
  return pages.flatMap((page) =>
    read(page)
      .split('\n')
      .flatMap((line, at) => {
        const spans = [...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
        const runs = spans.filter((code) => code.startsWith('npm run '));
        return runs.map((run) => {
          const name = /^npm run ([\w:-]+)/.exec(run)?.[1] ?? '';
          const besides = runs.length === 1 ? spans.filter((code) => /^--[a-z]/.test(code)) : [];
          const flags = [run, ...besides].flatMap((code) => code.match(/(?<=\s|^)--[a-z][\w-]*/g) ?? []);
          return { name, flags, at: `${page}:${String(at + 1)}` };
        });
      }),
  );
}

const commands = namedCommands();

describe('the commands that are named in README files', () => {
  it('are there', () => {
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter(({ name }) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  const withFlags = [...new Set(commands.flatMap(({ name, flags }) => (flags.length > 0 ? [name] : [])))];
  it.each(withFlags)('npm run %s takes the flags that are named', async (name) => {
    const script = /scripts\/hub\.js (\S+)/.exec(scripts[name] ?? '')?.[1] ?? name;
    const { out } = await runScript(script, ['--help']);
    const known = new Set(out.match(/--[a-z][\w-]*/g));
    const unknown = commands
      .filter((each) => each.name === name)
      .flatMap(({ flags, at }) => flags.filter((flag) => !known.has(flag)).map((flag) => `${at} ${flag}`));
    expect(unknown).toEqual([]);
  });
});
