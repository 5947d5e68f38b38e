import { describe, expect, it } from 'vitest';
import { nearestAsset } from '../../../src/library/nearest-asset.ts';

const known = [
  'battlecards/acme',
  'collateral/bread/docs/sales/pricing',
  'collateral/bread/docs/sales/index',
  'collateral/bread/docs/team/hiring',
  'collateral/bread/docs/part-1',
  'collateral/ovens/docs/sales/pricing',
  'collateral/ovens/docs/team/index',
  'collateral/ovens/docs/team/onboarding',
  'collateral/ovens/docs/js',
];
const from = 'collateral/bread/docs/start';

describe('the asset that was meant', () => {
  it.each([
    ['its id with another kind', 'collateral/acme', 'battlecards/acme'],
    ['its path', 'Collateral/Bread/Docs/Team/Hiring.md', 'collateral/bread/docs/team/hiring'],
    [
      'the same end of the path, in the same tree',
      'docs/sales/pricing',
      'collateral/bread/docs/sales/pricing',
    ],
    [
      'a misspelt name in its folder',
      'collateral/bread/docs/sales/prcing',
      'collateral/bread/docs/sales/pricing',
    ],
    [
      'a name that moved to another folder of the tree',
      'collateral/bread/docs/hiring',
      'collateral/bread/docs/team/hiring',
    ],
    [
      'the same end of the path in another tree',
      'collateral/bread/docs/team/onboarding',
      'collateral/ovens/docs/team/onboarding',
    ],
    ['nothing where only another tree has the name', 'collateral/bread/js', undefined],
    ['nothing for another number', 'collateral/bread/docs/part-2', undefined],
    ['nothing for a name that every folder has', 'collateral/bread/docs/other/index', undefined],
    ['nothing for another short word', 'collateral/bread/docs/sso', undefined],
    ['nothing for a word that is only alike', 'collateral/bread/docs/sales/pruning', undefined],
  ])('is %s', (_, typed, meant) => {
    expect(nearestAsset(typed, known, from)).toBe(meant);
  });

  it('is nobody when two are equally likely', () => {
    expect(
      nearestAsset('collateral/x', ['collateral/a/b/x', 'collateral/a/c/x'], 'collateral/a/d'),
    ).toBeUndefined();
  });
});
