import { speaksByData } from '../../library/kinds/asset-data.ts';
import { renderList } from '../../library/render-list.ts';
import { createJargonFinder } from '../jargon.ts';
import { fileRule } from '../rule.ts';

/** A page says and shows nothing; a comment is no text. */
const emptyBody = fileRule(
  { 'empty-body': { severity: 'error', says: 'There is no text below the front matter.' } },
  (_around, found) => (asset) =>
    speaksByData(asset.kind) || asset.sections.length > 0 || asset.links.length > 0
      ? []
      : [
          found('empty-body', {
            path: asset.path,
            line: asset.bodyLine,
            message: 'There is no text below the front matter.',
            hint: 'Write what a rep should know, or delete the file.',
          }),
        ],
);

/** A rep chooses by what's in it for them, and jargon never says what that is. All of it is one finding. */
const benefitJargon = fileRule(
  { 'benefit-jargon': { severity: 'warning', says: 'The benefit holds jargon.' } },
  ({ library }, found) => {
    const findJargon = createJargonFinder(library.hub);
    return (asset) => {
      const jargon = findJargon(asset.data.benefit ?? '');
      if (jargon.length === 0) return [];
      const said = jargon.map(({ words }) => `“${words}”`);
      const plain = jargon.map(({ words, plain: way }) => `instead of “${words}” say ${way}`).join('; ');
      return [
        found('benefit-jargon', {
          path: asset.path,
          line: asset.lineOf(['benefit']),
          message: `benefit says ${renderList(said)}: jargon that does not tell a rep what is in it for them.`,
          hint: `Say what the rep can do with it; ${plain}.`,
        }),
      ];
    };
  },
);

export const textRules = [emptyBody, benefitJargon] as const;
