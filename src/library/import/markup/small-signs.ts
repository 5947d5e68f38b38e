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
    /(?<![\w:/]):([a-z0-9_+-]{1,60}):(?![\w:])(?:\{[^{}\n]*\})?([ \t]*)/g,
    codeSpans(text, parse),
    ([, name = '', blank = '']) => {
      if (Object.hasOwn(nameToEmoji, name)) {
        met('Emoji codes (:tada:)', 'the signs themselves');
        return `${nameToEmoji[name] ?? ''}${blank}`;
      }
      if (!/^(?:material|fontawesome|octicons|simple|fa|custom|fontisto)-/.test(name)) return undefined;
      met('Icons of a theme (:material-…:)', 'left out');
      return '';
    },
  );
};

const PULLED_IN =
  /^[ \t]*(?:::include\{[^{}\n]*\}|-{1,2}8<-{1,2}[^\n]*|\{![^!\n]*!\}|@include\([^()\n]*\)|!INCLUDE[^\n]*|\[!INCLUDE[^\n]*\]\([^()\n]*\)|<<\[[^\]\n]*\]\([^()\n]*\)|include::[^\n]*\[\])[ \t]*$/gm;

/** Marks of people who edit: `{++new++}`, `{~~old~>new~~}`, `{==marked==}`; what they took out is gone with the comments. */
export const editorMarks: MarkupStep = (text, { parse, met }) => {
  if (!/\{(?:\+\+|~~|==)|[[{][+-] /.test(text)) return text;
  return replaceOutside(
    text,
    /\{\+\+([\s\S]*?)\+\+\}|\{~~[\s\S]*?~>([\s\S]*?)~~\}|\{==([\s\S]*?)==\}|(?<!\S)[[{]([+-]) ([^\n[\]{}]+) \4[\]}]/g,
    codeSpans(text, parse),
    ([, added, changed, marked, sign, words = '']) => {
      if (sign !== undefined) {
        met('Changes of GitLab ([+ new +], [- old -])', 'set as added and taken out');
        return sign === '+' ? `<ins>${words}</ins>` : `~~${words}~~`;
      }
      met('Changes of an editor ({++…++}, {~~…~>…~~})', 'the words as they were to be');
      return marked === undefined ? (added ?? changed ?? '') : `<mark>${marked}</mark>`;
    },
  );
};

const SMALL =
  /(?<=[\p{L}\p{N})\]])~([^\s~]{1,12})~(?!~)|(?<=[\p{L}\p{N})\]])\^([^\s^[\]]{1,12})\^(?!\^)|(?<![\^\w])\^\^([^\s^][^^\n]*)\^\^(?!\^)|(?<![+\w])\+\+([a-z][a-z0-9-]*(?:\+[a-z0-9-]+)*)\+\+(?![+\w])/gu;

/** `H~2~O`, `10^3^`, `^^added^^` and `++ctrl+alt++` of pandoc and MkDocs. */
export const smallLetters: MarkupStep = (text, { parse, met }) => {
  if (!/[~^]\S+[~^]|\+\+[a-z]/.test(text)) return text;
  return replaceOutside(text, SMALL, codeSpans(text, parse), ([, low, high, added, keys]) => {
    if (keys !== undefined) {
      met('Keys (++ctrl+c++)', 'their names');
      return keys
        .split('+')
        .map((key) => `<kbd>${key.charAt(0).toUpperCase()}${key.slice(1)}</kbd>`)
        .join('+');
    }
    met('Small letters above and below the line (10^3^, H~2~O)', 'set small');
    if (low !== undefined) return `<sub>${low}</sub>`;
    return high === undefined ? `<ins>${added ?? ''}</ins>` : `<sup>${high}</sup>`;
  });
};

/** A footnote where it is called, `^[words]`, stands in brackets. */
export const inlineNotes: MarkupStep = (text, { parse, met }) => {
  if (!text.includes('^[')) return text;
  return replaceOutside(
    text,
    /[ \t]?(?<!\[)\^\[([^[\]\n]+)\](?!\()/g,
    codeSpans(text, parse),
    ([, words = '']) => {
      met('Footnotes inside a line (^[…])', 'words in brackets');
      return ` (${words})`;
    },
  );
};

/** `price:: 900` on a line and `[price:: 900]` in one, from which Dataview makes lists. */
export const dataviewFields: MarkupStep = (text, { parse, met }) => {
  if (!text.includes('::')) return text;
  return replaceOutside(
    text,
    /^([ \t]*(?:[-*+][ \t]+)?)([\p{L}][\p{L}\p{N} _-]{0,40})::[ \t]+(\S.*)$|([[(])([\p{L}][\p{L}\p{N} _-]{0,40})::[ \t]+([^[\]()\n]+)[\])]/gmu,
    codeSpans(text, parse),
    ([, lead = '', key, words = '', , inner = '', value = '']) => {
      met('Fields of Dataview (price:: 900)', 'words with a colon');
      return key === undefined ? `${inner}: ${value}` : `${lead}**${key}:** ${words}`;
    },
  );
};

/** `- [/]`, `- [>]` and `- [-]`: tasks in a state that only themes of Obsidian know. */
export const taskStates: MarkupStep = (text, { parse, met }) =>
  replaceOutside(
    text,
    /^([ \t>]*[-*+][ \t]+)\[([/><!?*-])\](?=[ \t])/gm,
    codeSpans(text, parse),
    ([, lead = '']) => {
      met('Tasks in a state of their own ([/], [>])', 'open tasks');
      return `${lead}[ ]`;
    },
  );

/** `*[SLA]: Service level` tells what letters stand for when a pointer rests on them. */
export const abbreviations: MarkupStep = (text, { parse, met }) => {
  if (!text.includes('*[')) return text;
  const pattern = /^ {0,3}\*\[([^\]\n]+)\]:[ \t]*([^\n]+?)[ \t]*(?:\r?\n|$)/gm;
  const code = codeSpans(text, parse);
  const long = new Map<string, string>();
  const clean = replaceOutside(text, pattern, code, ([, short = '', words = '']) => {
    met('Abbreviations (*[SLA]: …)', 'written out where the letters first stand');
    long.set(short, words);
    return '';
  });
  return [...long].reduce((each, [short, words]) => {
    let done = false;
    const place = new RegExp(
      `(?<![\\p{L}\\p{N}])${short.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')}(?![\\p{L}\\p{N}])(?! \\()`,
      'gu',
    );
    return replaceOutside(each, place, codeSpans(each, parse), (match) => {
      const line = each.slice(each.lastIndexOf('\n', match.index) + 1, match.index);
      if (done || /^ {0,3}#|[[(<"'/]/.test(line.slice(-60)) || /^ {0,3}#/.test(line)) return undefined;
      done = true;
      return `${short} (${words})`;
    });
  }, clean);
};

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
    /^[ \t>]*(?:`{3,}|~{3,})[ \t]*\{?\.?(mermaid|plantuml|puml|dot|graphviz|dataviewjs?|tasks|query)\b/gim,
  )) {
    if (/^(?:dataview|tasks|query)/i.test(match[1] ?? '')) {
      met(
        'Lists that a tool works out (dataview, tasks, query)',
        'shown as they are typed: write the list down there',
      );
      continue;
    }
    met(
      `Drawings written as text (${(match[1] ?? '').toLowerCase()})`,
      'shown as they are typed: put a picture of the drawing there',
    );
  }
  const formulas = (text.match(/^[ \t]*\$\$/gm)?.length ?? 0) / 2;
  if (formulas >= 1)
    met(
      'Formulas ($$ … $$)',
      'shown as they are typed: put a picture of the formula there',
      Math.floor(formulas),
    );
  return text;
};
