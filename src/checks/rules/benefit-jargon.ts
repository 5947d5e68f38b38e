import { findJargon } from '../jargon.ts';
import type { Rule } from './rule.ts';

/** A rep chooses by what's in it for them, and jargon never says what that is. All of it is one finding. */
export const benefitJargon: Rule = (asset, { hub }) => {
  const found = findJargon(asset.data.benefit ?? '', hub);
  if (found.length === 0) return [];
  const said = found.map(({ words }) => `“${words}”`);
  const plain = found.map(({ words, plain: way }) => `instead of “${words}” say ${way}`).join('; ');
  return [
    {
      path: asset.path,
      line: asset.lineOf(['benefit']),
      severity: 'warning',
      rule: 'benefit-jargon',
      message: `benefit says ${[said.slice(0, -1).join(', '), said.at(-1)].filter(Boolean).join(' and ')}: jargon that does not tell a rep what is in it for them.`,
      hint: `Say what the rep can do with it; ${plain}.`,
    },
  ];
};
