import { onOneLine } from './check/findings-text.ts';

/** Breaks a word for GitHub and not for a reader. */
const UNSEEN = '&#8203;';

/**
 * Words of content so that GitHub shows them as they are: no markup, no HTML, nobody called by an `@`, no issue, pull
 * request or commit mentioned, no address made a link of.
 */
export function escapeComment(text: string): string {
  return (
    onOneLine(text)
      .replace(/ {2,}/g, ' ')
      .trim()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll(/[\\`*_[\]|~$:!]/g, '\\$&')
      .replaceAll(/[@#]/g, `$&${UNSEEN}`)
      .replaceAll(/\b(GH-)(?=\d)/gi, `$1${UNSEEN}`)
      .replaceAll(/\b(www)\./gi, `$1${UNSEEN}.`)
      // A whole name of a commit becomes a link to it.
      .replaceAll(/\b[0-9a-f]{7}(?=[0-9a-f]{0,33}\b)/gi, (hex) =>
        /\d/.test(hex) && /[a-f]/i.test(hex) ? `${hex.slice(0, 4)}${UNSEEN}${hex.slice(4)}` : hex,
      )
      // At the beginning of a line these make a list, a heading or a rule.
      .replace(/^([-+=]|\d+(?=[.)]))/, `${UNSEEN}$1`)
  );
}

/** A path or an id, in letters of one width. Nothing inside means anything to GitHub. */
export function codeComment(text: string): string {
  return `\`${onOneLine(text).replaceAll('`', "'").replaceAll('|', '\u2502')}\``;
}
