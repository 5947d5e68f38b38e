import { nameToEmoji } from 'gemoji';
import { codeSpans, replaceOutside, type MarkupStep } from './source.ts';

/** `==words==` of Obsidian and others. */
export const highlights: MarkupStep = (text, { parse, met }) => {
  if (!text.includes('==')) return text;
  return replaceOutside(
    text,
    /(?<![=\w])==(?=[^\s=])([^=\n]+?)(?<=\S)==(?![=\w])/g,
    codeSpans(text, parse),
    ([, words = '']) => {
      met('Highlights (==…==)', 'marked words');
      return `<mark>${words}</mark>`;
    },
  );
};

/** Names that Obsidian gives a block, ` ^b1f2` at its end. */
export const blockNames: MarkupStep = (text, { parse, met }) => {
  if (!/\s\^[\w-]+[ \t]*$/m.test(text)) return text;
  return replaceOutside(
    text,
    /(?<=\S)[ \t]+\^[a-zA-Z0-9-]{2,}[ \t]*$|^\^[a-zA-Z0-9-]{4,}[ \t]*$/gm,
    codeSpans(text, parse),
    () => {
      met('Names of blocks (^b1f2)', 'left out; links to a block lead to its page');
      return '';
    },
  );
};

/** `:tada:` becomes the sign it stands for; icons of a theme, which are no text, go. */
export const emojiCodes: MarkupStep = (text, { parse, met }) => {
  if (!/:[a-z0-9_+-]+:/.test(text)) return text;
  return replaceOutside(
    text,
    /(?<![\w:/]):([a-z0-9_+-]{1,60}):(?![\w:])/g,
    codeSpans(text, parse),
    ([, name = '']) => {
      if (Object.hasOwn(nameToEmoji, name)) {
        met('Emoji codes (:tada:)', 'the signs themselves');
        return nameToEmoji[name];
      }
      if (!/^(?:material|fontawesome|octicons|simple|fa|custom|fontisto)-/.test(name)) return undefined;
      met('Icons of a theme (:material-…:)', 'left out');
      return '';
    },
  );
};

const PULLED_IN =
  /^[ \t]*(?:::include\{[^{}\n]*\}|-{1,2}8<-{1,2}[^\n]*|\{![^!\n]*!\}|@include\([^()\n]*\)|!INCLUDE[^\n]*|\[!INCLUDE[^\n]*\]\([^()\n]*\)|<<\[[^\]\n]*\]\([^()\n]*\)|include::[^\n]*\[\])[ \t]*$/gm;

/** Lines that pull a text in from elsewhere. */
export const includes: MarkupStep = (text, { parse, met }) =>
  replaceOutside(text, PULLED_IN, codeSpans(text, parse), ([line]) => {
    met(
      `Texts pulled in from elsewhere (${/^\s*([^\s{"'([]+)/.exec(line)?.[1] ?? 'include'})`,
      'left out: copy the words in where a page needs them',
    );
    return '';
  });

/** Drawings written as text, which the hub shows as they are typed. */
export const drawings: MarkupStep = (text, { met }) => {
  for (const match of text.matchAll(
    /^[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?\.?(mermaid|plantuml|puml|dot|graphviz)\b/gim,
  )) {
    met(
      `Drawings written as text (${(match[1] ?? '').toLowerCase()})`,
      'shown as they are typed: put a picture of the drawing there',
    );
  }
  return text;
};
