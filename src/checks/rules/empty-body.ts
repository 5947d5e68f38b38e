import type { Kind } from '../../library/kinds/kinds.ts';
import type { Rule } from './rule.ts';

/** Kinds whose front matter alone fills the page. */
export const SPEAKS_BY_DATA: ReadonlySet<Kind> = new Set(['battlecard', 'play']);

/** An asset says and shows nothing; a comment is no text. */
export const emptyBody: Rule = (asset) =>
  SPEAKS_BY_DATA.has(asset.kind) || asset.sections.length > 0 || asset.links.length > 0
    ? []
    : [
        {
          path: asset.path,
          line: asset.bodyLine,
          severity: 'error',
          rule: 'empty-body',
          message: 'There is no text below the front matter.',
          hint: 'Write what a rep should know, or delete the file.',
        },
      ];
