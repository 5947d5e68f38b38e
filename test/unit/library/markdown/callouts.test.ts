import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { renderBody } from '../../../../src/library/markdown/page-body.ts';
import { readAsset, readFiles } from '../../../support/small-hub.ts';

function htmlOf(body: string): string {
  const asset = readAsset('answers/a.md', `---\ntitle: A\n---\n${body}`);
  return renderBody(asset, readFiles({}).library, compileMarkdown).html.trim();
}

describe('a callout', () => {
  it('is a quote that begins with its mark', () => {
    expect(htmlOf('> [!WARNING]\n> Say *nothing*.\n>\n> - really\n')).toMatchInlineSnapshot(`
      "<div class="callout callout-warning" role="note"><p class="callout-title">Warning</p>

      <p id="opening/say-nothing">Say <em>nothing</em>.</p>
      <ul>
      <li id="opening/really">really</li>
      </ul>
      </div>"
    `);
  });

  it('has the title that stands behind its mark', () => {
    expect(htmlOf('> [!tip] Own **title**\n> Words.')).toMatchInlineSnapshot(`
      "<div class="callout callout-tip" role="note"><p class="callout-title">Own <strong>title</strong></p>

      <p id="opening/words">Words.</p>
      </div>"
    `);
    expect(htmlOf('> [!NOTE] Alone')).toMatchInlineSnapshot(`
      "<div class="callout callout-note" role="note"><p class="callout-title">Alone</p>


      </div>"
    `);
  });

  it('may stand in another one, and beside raw HTML', () => {
    expect(htmlOf('> [!NOTE]\n> a\n>\n> > [!CAUTION]\n> > b\n\n<i>c</i>')).toMatchInlineSnapshot(`
      "<div class="callout callout-note" role="note"><p class="callout-title">Note</p>

      <p id="opening/a">a</p>
      <div class="callout callout-caution" role="note"><p class="callout-title">Caution</p>

      <p id="opening/b">b</p>
      </div>
      </div>
      <p id="opening/c"><i>c</i></p>"
    `);
  });

  it('is no other quote', () => {
    for (const body of ['> [!OTHER]\n> a', '> a [!NOTE]', '[!NOTE]', '> `[!NOTE]`'])
      expect(htmlOf(body)).not.toContain('callout');
  });

  it('is found by its words, and not by its mark', () => {
    const { sections } = readAsset('answers/a.md', '---\ntitle: A\n---\n> [!WARNING]\n> Say nothing.\n');
    expect(sections.map(({ text }) => text)).toEqual(['Warning Say nothing.']);
  });
});
