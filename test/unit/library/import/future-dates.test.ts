import { describe, expect, it } from 'vitest';
import { findFutureHabits } from '../../../../src/library/import/future-dates.ts';

function settings(path: string, text: string) {
  return { path, bytes: new TextEncoder().encode(text) };
}

describe('a page whose date is still to come', () => {
  it.each([
    ['Docusaurus', ['docusaurus.config.ts'], 'docs/a.md', 'shown'],
    ['MkDocs', ['mkdocs.yml'], 'docs/a.md', 'shown'],
    ['GitBook', ['SUMMARY.md'], 'a.md', 'shown'],
    ['Obsidian', ['vault/.obsidian/'], 'vault/Plays/a.md', 'shown'],
    ['Notion', [], 'Launch 0f3a9c1d2b4e4f6a8c7d9e0b1a2c3d4e.md', 'shown'],
    ['Confluence', [], 'SPACE/Launch_1001.html', 'shown'],
    ['no tool that shows itself', [], 'content/a.md', 'hidden'],
    ['a folder beside one of Docusaurus', ['site/docusaurus.config.js'], 'posts/a.md', 'hidden'],
  ] as const)('of %s', (_, paths, path, habit) => {
    expect(findFutureHabits(paths, [])(path)).toBe(habit);
  });

  it.each([
    ['Hugo', settings('hugo.toml', 'title = "x"\n'), 'hidden'],
    ['Hugo that builds them', settings('hugo.toml', 'buildFuture = true\n'), 'shown'],
    ['Hugo that builds them, in YAML', settings('config/_default/hugo.yaml', 'buildFuture: true\n'), 'shown'],
    ['Hugo that builds them, in JSON', settings('config.json', '{\n  "buildFuture": true\n}'), 'shown'],
    ['Jekyll', settings('_config.yml', 'future: false\n'), 'hidden'],
    ['Jekyll that builds them', settings('_config.yml', 'title: x\nfuture: true\n'), 'shown'],
  ] as const)('of %s', (_, file, habit) => {
    expect(findFutureHabits([file.path], [file])('content/posts/a.md')).toBe(habit);
  });
});
