import { expect, test } from 'vitest';
import { markup } from '../../../src/charts/markup.ts';

test('values are escaped in text and in attributes, markup is kept', () => {
  const typed = `<b a="1" c='2'>&`;
  expect(markup`<p title="${typed}">${typed}${markup`<i>${1}</i>`}${undefined}</p>`.text).toBe(
    '<p title="&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;">&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;<i>1</i></p>',
  );
});

test('line breaks of a template leave nothing beside a tag or a value and one space inside a tag or a text', () => {
  const page = markup`
    <ul
      class="a">
      ${['one', 'two'].map((word) => markup`<li>${word}</li>`)}
      <li>three
        and four</li>
    </ul>`;
  expect(page.text).toBe('<ul class="a"><li>one</li><li>two</li><li>three and four</li></ul>');
});

test('line breaks in a value are kept', () => {
  expect(markup`<pre>${'SELECT\n  1'}</pre>`.text).toBe('<pre>SELECT\n  1</pre>');
});
