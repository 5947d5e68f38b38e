import { expect, it } from 'vitest';
import { parseMarkdownTree } from '../../../../src/adapters/import-markdown.ts';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { translateMarkup } from '../../../../src/library/import/markup/translate.ts';

function translate(body: string): string {
  return translateMarkup({
    path: 'a.md',
    data: {},
    body,
    parse: parseMarkdownTree,
    compile: compileMarkdown,
    met: () => undefined,
    addPicture: () => '',
    partAt: () => undefined,
    isMkDocs: false,
  });
}

it.each([
  ['HTML', 'A <!-- SECRET --> b.'],
  ['HTML, over lines', '<!--\nSECRET\n\nmore SECRET\n-->'],
  ['HTML, never closed', 'Shown.\n\n<!-- SECRET\n\nmore SECRET'],
  ['HTML in a list', '- item\n  <!-- SECRET\n  SECRET -->'],
  [
    'an attribute',
    'Shown <span hidden>SECRET</span> and <div hidden="">SECRET <div>SECRET</div> SECRET</div>',
  ],
  [
    'a style',
    'Shown <p style="color: red; display: none">SECRET</p> <b style=\'visibility:hidden\'>SECRET</b>',
  ],
  ['a style of MDX', "Shown <span style={{display: 'none'}}>SECRET</span>"],
  ['a class', 'Shown <p class="note d-none">SECRET</p> <p class="hidden">SECRET</p>'],
  ['a tag that nothing closes', 'Shown\n\n<div style="display:none">\n\nSECRET'],
  ['a word kept for later', '{% capture later %}SECRET{% endcapture %}'],
  ['a word for some readers', '{% if visitor.claims.staff %}SECRET{% endif %}'],
  ['a definition', '[//]: # (SECRET)'],
  ['a definition of any name', '[hidden]: # (SECRET)\n[_]: <> "SECRET"'],
  ['Jinja', '{# SECRET #}'],
  ['Jinja, over lines', '{#\nSECRET\n#}'],
  ['Liquid', '{%- comment -%}\nSECRET\n{%- endcomment -%}'],
  ['Liquid in a line', '{% # SECRET %}'],
  ['Liquid, never closed', 'Shown.\n\n{% comment %}\nSECRET'],
  ['Hugo', '{{/* SECRET\nSECRET */}} {{- /* SECRET */ -}}'],
  ['Hugo, never closed', 'Shown.\n\n{{/* SECRET'],
  ['MDX', '{/* SECRET\nSECRET */}'],
  ['MDX, never closed', 'Shown.\n\n{/* SECRET\n\nSECRET'],
  ['Obsidian', 'Words %%SECRET%% words\n\n%%\nSECRET\n%%'],
  ['Obsidian, never closed', 'Shown.\n\n%% SECRET\n\nSECRET'],
  ['kramdown', '{::comment}\nSECRET\n{:/comment}\n\n{::comment}SECRET{:/}'],
  ['a server', '<%# SECRET %> <%-- SECRET --%> <?php SECRET ?>'],
  ['an editor', 'Words {>>SECRET<<}{--SECRET--} words'],
  [
    'Word',
    'A [SECRET]{.comment-start id="1" author="B"}word[]{.comment-end id="1"} [SECRET]{.deletion author="B"}',
  ],
])('what %s hides is not taken', (_, body) => {
  expect(translate(`# Title\n\n${body}\n`)).not.toContain('SECRET');
});

it.each([
  '`<!-- shown -->`',
  '```\n<!-- shown\n%% shown\n```',
  '50%% off shown and 20%% more',
  'A [word]{.deletion-free} shown',
  '[ref]: # (Title of a link)\n\nSee [ref][] shown.'.replace('# (', 'https://example.com ('),
  'a <% b shown',
  'Write `{/*` shown and go on',
])('and %j stays', (body) => {
  expect(translate(`# Title\n\n${body}\n`)).toContain('shown');
});

it.each([
  '<p title="the hidden cost">Shown</p>',
  '<p class="hidden md:block">Shown</p>',
  '<b aria-hidden="true">Shown</b>',
  'Write `<p hidden>Shown</p>`.',
])('%s is shown', (body) => {
  expect(translate(body)).toContain('Shown');
});
