import type { Rule } from './rule.ts';

/** Nobody answers for the asset, so nobody will notice when it goes stale. */
export const ownerMissing: Rule = (asset) =>
  asset.data.owner !== undefined
    ? []
    : [
        {
          path: asset.path,
          line: 1,
          severity: 'error',
          rule: 'owner-missing',
          message: 'Nobody owns this asset.',
          hint: 'Add a line like owner: followed by the id of a person listed under people in hub.yaml.',
        },
      ];
