import { speaksByData } from '../../library/kinds/asset-data.ts';
import type { Rule } from './rule.ts';

/** An asset says and shows nothing; a comment is no text. */
export const emptyBody: Rule = (asset) =>
  speaksByData(asset.kind) || asset.sections.length > 0 || asset.links.length > 0
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
