/** Rules that need more than the content: the search, a file beside the folder. What runs them lies in `publishing`. */
import { defineRules } from '../library/finding.ts';

export const searchRules = defineRules('record', {
  'rank-too-low': { severity: 'error', says: 'A question does not find its answer among the first results.' },
});

export const ownerFileRules = defineRules('library', {
  'owner-without-login': { severity: 'warning', says: 'An owner has no name on GitHub.' },
  'keeper-missing': {
    severity: 'warning',
    says: '.github/CODEOWNERS has nobody look at changes of hub.yaml and of the code.',
  },
  'codeowners-outdated': {
    severity: 'warning',
    says: '.github/CODEOWNERS names other owners than the pages.',
  },
});
