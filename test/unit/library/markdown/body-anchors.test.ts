import { expect, test } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { renderBody } from '../../../../src/library/markdown/page-body.ts';
import { goodText, readFiles } from '../../../support/small-hub.ts';

function read(body: string) {
  const { library } = readFiles({ 'answers/a.md': goodText('', body) });
  const [asset] = library.assets;
  if (asset === undefined) throw new Error('The body was not read.');
  return { asset, html: renderBody(asset, library, compileMarkdown).html };
}

test.each<[string, string, string[]]>([
  [
    'raw HTML',
    '<a id="terms"></a>\n\nText with <A NAME=price>words</A>, and <a id=\'x\' name="y">both</a>.',
    ['terms', 'price', 'x', 'y'],
  ],
  ['a heading with a place of its own in it', '## <a id="old"></a>New', ['old']],
  ['an id that wants escaping', '<a id="q&amp;a"></a>', ['q&a']],
  [
    'a list, a quote and a table',
    '- <a id="l"></a>one\n\n> <a id="q"></a>two\n\n| <a id="t"></a>a |\n| - |\n| b |',
    ['l', 'q', 't'],
  ],
  ['a footnote', 'Text[^1]\n\n[^1]: Note', ['user-content-fnref-1', 'user-content-fn-1']],
  ['a block of code', '```html\n<a id="no"></a>\n```\n\n    <a id="no"></a>\n\n~~~\n<a name="no">\n~~~', []],
  ['code in a line', 'Write `<a id="no"></a>` or <code>&lt;a id="no"&gt;</code>.', []],
  [
    'a comment',
    '<!-- <a id="no"></a> -->\n\nText <!-- <a name="no"> --> on\n\n<!--\n<a id="no"></a>\n-->',
    [],
  ],
  [
    'what no page shows',
    '<template><a id="no"></a></template>\n\n<a id="no" hidden></a>\n\n<script>\n"<a id=\'no\'>"\n</script>',
    [],
  ],
  ['an attribute of another element', 'A <img src="https://a.example/b.png" alt="<a id=\'no\'>"> B', []],
  ['elements whose id the page does not keep', '<div id="no">\n\nText\n\n</div>\n\n<p id="no">Text</p>', []],
  ['signs that are escaped', '\\<a id="no">', []],
  ['nothing to name', '<a id=""></a><a href="https://a.example">Text</a>', []],
])('the places that a body names are those that its page has: %s', (_, body, named) => {
  const { asset, html } = read(body);
  const ofText = new Set(
    asset.sections.flatMap(({ slug, passages }) => [slug, ...passages.map((each) => each.slug)]),
  );
  expect(asset.anchors.filter((anchor) => !ofText.has(anchor))).toEqual(named);
  expect(new Set(placesIn(html).filter((place) => !ofText.has(place)))).toEqual(new Set(named));
});

/** What the HTML of a page lets links name, but for its headings. */
function placesIn(html: string): string[] {
  return [...html.matchAll(/<(?!h\d)[a-z]+\s[^>]*>/g)]
    .flatMap(([tag]) =>
      [...tag.matchAll(/ (?:id|name)="([^"]*)"/g)].map(([, place = '']) =>
        place.replace(/&(?:amp|#x26);/g, '&'),
      ),
    )
    .filter((place) => place !== '');
}
