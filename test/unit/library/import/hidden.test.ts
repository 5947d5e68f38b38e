import { describe, expect, it } from 'vitest';
import { parseDay } from '../../../../src/library/import/front-matter-values.ts';
import { visibilityOf } from '../../../../src/library/import/hidden.ts';

const today = '2026-11-30';

describe('a page that its author kept back', () => {
  it.each([
    [{ draft: true }],
    [{ draft: 'yes' }],
    [{ published: false }],
    [{ publish: 'false' }],
    [{ private: true }],
    [{ hidden: true }],
    [{ visibility: 'private' }],
    [{ status: 'Draft' }],
    [{ expiryDate: '2026-11-30' }],
    [{ publishDate: '2027-01-01' }],
    [{ date: '2027-01-01' }],
    [{ unlisted: true }],
    [{ archived: true }],
    [{ is_draft: 'true' }],
    [{ status: 'published', workflow: 'Draft' }],
    [{ headless: true }],
    [{ build: { render: 'never' } }],
    [{ permalink: false }],
    [{ password: 'x' }],
    [{ tags: ['ovens', 'draft'] }],
  ])('is hidden by %j', (data) => {
    expect(visibilityOf(data, today)).toMatchObject({ shown: false });
  });

  it.each([
    [{}],
    [{ draft: false }],
    [{ published: true }],
    [{ published: '2024-01-01' }],
    [{ status: 'Live' }],
    [{ publishDate: '2020-01-01' }],
    [{ unlisted: false }],
    [{ noindex: true }],
    [{ build: { render: 'always' } }],
    [{ tags: ['drafting'] }],
  ])('is shown with %j', (data) => {
    expect(visibilityOf(data, today)).toEqual({ shown: true });
  });

  it.each([
    ['_drafts/prices.md', false],
    ['site/private/prices.md', false],
    ['2027-01-01-prices.md', false],
    ['2026-01-01-prices.md', true],
    ['private-cloud/prices.md', true],
    ['drafts.md', true],
  ])('at %s is shown: %s', (path, shown) => {
    expect(visibilityOf({}, today, path)).toMatchObject({ shown });
  });

  it('keeps the day on which it ends', () => {
    expect(visibilityOf({ expiryDate: '2027-02-01' }, today)).toEqual({ shown: true, expires: '2027-02-01' });
  });

  it('is no page when it only leads on', () => {
    expect(visibilityOf({ redirect_to: '/x/' }, today)).toEqual({ shown: false, redirectsTo: '/x/' });
  });
});

describe('a day as other tools write it', () => {
  it.each([
    ['2024-03-01T10:00:00Z', '2024-03-01'],
    ['2024/3/1', '2024-03-01'],
    ['03/04/2024', '2024-03-04'],
    ['25/04/2024', '2024-04-25'],
    ['01.03.2024', '2024-03-01'],
    ['March 4, 2024 9:12 AM', '2024-03-04'],
    ['4 Mar 2024', '2024-03-04'],
    ['Mon, 4 March 2024', '2024-03-04'],
    ['2024-02-30', undefined],
    ['soon', undefined],
    [true, undefined],
  ])('%s is %s', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });
});
