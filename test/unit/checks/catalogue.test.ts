import { expect, it } from 'vitest';
import { catalogue } from '../../../src/checks/catalogue.ts';

it('says of each rule what is wrong, in a sentence', () => {
  for (const { id, says } of catalogue) {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(says).toMatch(/^[.A-Z].*\.$|^hub\.yaml .*\.$|^[a-z-]+\.yaml .*\.$/);
  }
});
