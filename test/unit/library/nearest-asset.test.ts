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
  'collateral/bread/docs/north/ovens/index',
  'collateral/bread/docs/manual/prices',
  'collateral/bread/docs/start',
  'collateral/ovens/docs/law/security',
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
    ['the page of a folder', 'north/ovens', 'collateral/bread/docs/north/ovens/index'],
    ['the page itself, by its address', 'docs/start', 'collateral/bread/docs/start'],
    [
      'nothing for another page called like the folder of an index',
      'collateral/bread/docs/prices/index',
      undefined,
    ],
    ['nothing where two parts alone are the same in another tree', 'law/security', undefined],
    ['nothing where only another tree has the name', 'collateral/bread/js', undefined],
    ['nothing for another number', 'collateral/bread/docs/part-2', undefined],
    ['nothing for a name that every folder has', 'collateral/bread/docs/other/index', undefined],
    ['nothing for another short word', 'collateral/bread/docs/sso', undefined],
    ['nothing for a word that is only alike', 'collateral/bread/docs/sales/pruning', undefined],
  ])('is %s', (_, typed, meant) => {
    expect(nearestAsset(typed, known, from)).toBe(meant);
  });

  it('is nobody when a misspelt neighbour is as likely as the same name elsewhere', () => {
    const two = ['collateral/a/b/x/cosmos-db', 'collateral/a/b/cosos-db'];
    expect(nearestAsset('collateral/a/b/cosmos-db', two, 'collateral/a/b/start')).toBeUndefined();
  });

  it('is nobody when two are equally likely', () => {
    expect(
      nearestAsset('collateral/x', ['collateral/a/b/x', 'collateral/a/c/x'], 'collateral/a/d'),
    ).toBeUndefined();
  });
});
