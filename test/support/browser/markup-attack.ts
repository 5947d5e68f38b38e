/** Texts that become markup wherever somebody puts text into HTML without escaping it, and the places where they can stand. */

/** What runs in a page that is not safe. */
const RUNS = 'window.hit=1';

export const PAYLOADS: Readonly<Record<string, string>> = {
  script: `<script>${RUNS}</script>`,
  picture: `<img src=x onerror=${RUNS}>`,
  'end of an attribute': `"><img src=x onerror=${RUNS}>`,
  'end of a single-quoted attribute': `'><img src=x onerror=${RUNS}>`,
  'an attribute more': `" onmouseover="${RUNS}" x="`,
  'end of a text area': `</textarea></title></style><img src=x onerror=${RUNS}>`,
  'end of a comment': `--><img src=x onerror=${RUNS}>`,
  drawing: `<svg onload=${RUNS}>`,
  'a table, which pages wrap': `<table><img src=x onerror=${RUNS}>`,
  'an end of a table': `</table><img src=x onerror=${RUNS}>`,
  'a heading, which pages move': `<h1><img src=x onerror=${RUNS}></h1>`,
  'an end of a heading, which pages leave out': `</h1><img src=x onerror=${RUNS}>`,
  'a quote, which emails copy': `<blockquote><img src=x onerror=${RUNS}>`,
  frame: `<iframe srcdoc="<script>parent.hit=1</script>">`,
};

/** Each sign of a text behind a backslash, so that Markdown takes it for nothing but itself. */
export function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Each sign of a text as an entity. */
export function asEntities(text: string): string {
  return [...text].map((sign) => `&#${String(sign.codePointAt(0))};`).join('');
}

/** Where a text can stand in Markdown. The text comes escaped, unless it stands in code. */
export const PLACES: Readonly<Record<string, (text: string) => string>> = {
  paragraph: (text) => text,
  heading: (text) => `# First\n\n## ${text}\n\n${text}\n===`,
  'title of a link in the heading that says the title again': (text) =>
    `# [First](https://example.com "${text}")\n\na`,
  'words of a link': (text) => `[${text}](https://example.com)`,
  'title of a link': (text) => `[a](https://example.com "${text}")`,
  'address of a link': (text) => `[a](<https://example.com/${text}>)`,
  'relative address of a link': (text) => `[a](<gone/${text}>) [b](<#${text}>)`,
  'title of a definition': (text) => `[a][b]\n\n[b]: https://example.com '${text}'`,
  'words of a picture': (text) => `![${text}](https://example.com/a.png)`,
  'words of a picture that is not there': (text) => `![${text}](gone.png)`,
  'title of a picture': (text) => `![a](https://example.com/a.png "${text}")`,
  'address of a picture': (text) => `![a](<https://example.com/${text}>)`,
  'language of code': (text) => `\`\`\`${text.replaceAll(' ', '/')}\ncode\n\`\`\``,
  'remark on code': (text) => `~~~ js ${text}\ncode\n~~~`,
  'cell of a table': (text) => `| ${text} | b |\n| :-: | --- |\n| c | ${text} |`,
  list: (text) => `- ${text}\n- [x] ${text}\n\n1. ${text}`,
  quote: (text) => `> ${text}\n>\n> > ${text}`,
  emphasis: (text) => `**b ${text} b** *e ${text} e* ~~d ${text} d~~`,
  footnote: (text) => `A[^1]\n\n[^1]: ${text}`,
  'attribute of raw HTML': (text) =>
    `<a href="https://example.com" title="${asEntities(unescaped(text))}">a</a>`,
  'text of raw HTML': (text) => `<details><summary>${asEntities(unescaped(text))}</summary>b</details>`,
};

/** Places where no sign means anything. */
export const CODE_PLACES: Readonly<Record<string, (text: string) => string>> = {
  'block of code': (text) => `~~~~\n${text}\n~~~~`,
  'indented code': (text) => `a\n\n    ${text}`,
  'code in a line': (text) => `\`\`\` ${text} \`\`\``,
};

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

/** Raw HTML that wants to act. */
export const RAW_ATTACKS: readonly string[] = [
  ...Object.values(PAYLOADS),
  `<a href="javascript:${RUNS}">x</a>`,
  `<a href="java&#10;script:${RUNS}">x</a>`,
  `<a href=" &#9;javascript:${RUNS}">x</a>`,
  `<a href="data:text/html,<script>${RUNS}</script>">x</a>`,
  `<form action="javascript:${RUNS}"><button formaction="javascript:${RUNS}">x</button></form>`,
  `<button class="copy" data-copy-around onclick="${RUNS}">x</button>`,
  `<svg><use href="data:image/svg+xml,x#a"></use><script>${RUNS}</script></svg>`,
  `<svg><style><img src=x onerror=${RUNS}></style></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=${RUNS}&gt;">`,
  `<noscript><p title="</noscript><img src=x onerror=${RUNS}>"></noscript>`,
  `<template><img src=x onerror=${RUNS}></template>`,
  `<!-- -- ><img src=x onerror=${RUNS}> -->`,
  `<![CDATA[<img src=x onerror=${RUNS}>]]>`,
  `<?php echo '<img src=x onerror=${RUNS}>' ?>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUNS}"><base href="javascript:">`,
  `<link rel=stylesheet href="javascript:${RUNS}"><style>@import "javascript:${RUNS}"</style>`,
  `<object data="javascript:${RUNS}"></object><embed src="javascript:${RUNS}">`,
  `<img src="x" srcset="x 1x" style="background:url(javascript:${RUNS})" onerror=${RUNS}>`,
  `<input autofocus onfocus=${RUNS}><select autofocus onfocus=${RUNS}></select>`,
  `<details open ontoggle=${RUNS}><summary>x</summary></details>`,
  `<video><source onerror=${RUNS}></video><audio src=x onerror=${RUNS}>`,
  `<x-y onclick=${RUNS}>x</x-y><marquee onstart=${RUNS}>x</marquee>`,
  `<div id="x" name="y" class="palette" style="position:fixed;inset:0" hidden>x</div>`,
  `[a](javascript:${RUNS}) [b](JaVaScRiPt:${RUNS}) [c](vbscript:x) ![d](javascript:${RUNS})`,
  `<javascript:${RUNS}> [e]\n\n[e]: javascript:${RUNS}`,
];
