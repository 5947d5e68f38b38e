import { describe, expect, it } from 'vitest';
import { compileMarkdown } from '../../../../src/adapters/markdown.ts';
import { plainWords, readableName } from '../../../../src/library/import/words.ts';

describe('plain words', () => {
  it.each([
    ['[![Build](https://x/b.svg)](https://x) **Deal** desk', 'Deal desk'],
    ['Sales &amp; Ops &#8211; R&#x26;D &unknown;', 'Sales & Ops – R&D &unknown;'],
    ['The <b>fast</b> {{ product.name }} {% if x %}guide{: .lead }', 'The fast guide'],
    ['See <https://example.com/a> [[Page|label]] [^1]', 'See https://example.com/a label'],
    ['_Price_ list for snake_case_names :warning:', 'Price list for snake_case_names'],
    ['a\u0000b\u200Bc\u202Ed', 'a b c d'],
    ['a &#0; &#xD800; &#1114112;', 'a'],
    ['Say `hello`, then go', 'Say hello, then go'],
    ['See [our sheet]( /assets/a sheet.pdf) of **{{ product }}**', 'See our sheet of'],
    ['Not **closed', 'Not closed'],
  ])('of %j are %j', (markdown, words) => {
    expect(plainWords(markdown, compileMarkdown)).toBe(words);
  });
});

describe('names of files', () => {
  it.each([
    ['02-demo_script', 'Demo script'],
    ['ClientDemonstration', 'Client Demonstration'],
    ['2024', '2024'],
    ['05.1 Virtual serial numbers', 'Virtual serial numbers'],
    ['version-1.0', 'Version 1.0'],
    ['---', ''],
  ])('%j reads %j', (name, readable) => {
    expect(readableName(name)).toBe(readable);
  });
});
