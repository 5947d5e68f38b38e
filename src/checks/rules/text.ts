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

/** Two versions of a text that nobody has chosen between. */
const conflictMarks = fileRule(
  { 'conflict-marks': { severity: 'error', says: 'Git has left its marks where two changes met.' } },
  (_around, found) => (asset) => {
    const lines = asset.body.split('\n');
    const begins = lines.findIndex((line) => /^<{7} \S/.test(line));
    const ends = lines.findIndex((line, at) => at > begins && /^>{7} \S/.test(line));
    if (begins === -1 || ends === -1 || !lines.slice(begins, ends).some((line) => /^={7}\r?$/.test(line)))
      return [];
    return [
      found('conflict-marks', {
        path: asset.path,
        line: asset.bodyLine + begins,
        message: 'Two versions of the text stand here, between marks that git has left.',
        hint: 'Keep one of the two and take the marks out.',
      }),
    ];
  },
);

export const textRules = [emptyBody, benefitJargon, conflictMarks] as const;
