import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { buildAssetRow } from '../../../src/agents/files/asset-list.ts';
import { buildSkills, renderSkill, renderSkillList } from '../../../src/agents/files/skills.ts';
import { readFiles } from '../../support/small-hub.ts';

const play = (title: string, situation: string) =>
  `---\ntitle: ${JSON.stringify(title)}\nowner: ines-varga\nreviewed: 2026-11-01\nsituation: ${JSON.stringify(situation)}\nsteps: [{ do: Call them. }]\n---\n`;

const MEAN = 'Big: "quotes" \u2014 # & <b>';
const { library } = readFiles({
  'plays/price-push-back.md': play('Price push-back', 'They say it is too dear.'),
  'plays/mean.md': play(MEAN, `x ${'long words '.repeat(26)}`.trim().slice(0, 300)),
  [`plays/${'long-name-'.repeat(12)}a.md`]: play('A', 'One.'),
  [`plays/${'long-name-'.repeat(12)}b.md`]: play('B', 'Two.'),
  'answers/none.md': '---\ntitle: No play\nowner: ines-varga\nreviewed: 2026-11-01\n---\nYes.\n',
});
const rows = library.assets.map((asset) => buildAssetRow(asset, library.hub));
const skills = buildSkills(rows, library.byId);

/** As agentskills.io/specification has it. */
test('each play is a skill whose front matter keeps to the published format', () => {
  expect(skills).toHaveLength(4);
  expect(new Set(skills.map(({ name }) => name)).size).toBe(4);
  for (const skill of skills) {
    const text = renderSkill(
      skill,
      '---\ntitle: x\n---\n\n# Title\n\n---\n\nMore\n',
      'https://hub.example.com',
    );
    const front = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '';
    const { name, description, metadata, ...others } = parse(front) as Record<string, unknown>;
    expect(name).toMatch(/^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(skill.url).toBe(`/skills/${String(name)}/SKILL.md`);
    expect(String(description).length).toBeGreaterThan(10);
    expect(String(description).length).toBeLessThanOrEqual(1024);
    expect(Object.values(metadata as object).every((value) => typeof value === 'string')).toBe(true);
    expect(others).toEqual({});
    expect(text).toContain('\n# Title\n\n---\n\nMore\n');
    expect(text).not.toContain('title: x');
  }
});

test('says when it is used, whatever its title holds', () => {
  const said = skills.map(({ description }) => description);
  expect(said).toContain('Price push-back. Use it when: They say it is too dear.');
  expect(said.some((each) => each.startsWith(`${MEAN}. Use it when: x long words`))).toBe(true);
  const listed = JSON.parse(renderSkillList(skills)) as { skills: { files: string[] }[] };
  expect(listed.skills.map(({ files }) => files)).toEqual(skills.map(() => ['SKILL.md']));
});
