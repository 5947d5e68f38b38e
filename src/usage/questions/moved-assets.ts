/**
 * A question that counts events of pages under the ids that they have now. People are counted anew by that and not added
 * up: who opened a page under both its ids is one person. Ids hold letters, digits, hyphens and slashes alone, so nothing
 * of them means anything in HogQL.
 */
export function followMovedAssets(
  hogql: string,
  moved: readonly (readonly [was: string, now: string])[],
): string {
  const cases = moved.map(([was, now]) => `properties.asset_id = '${was}', '${now}', `);
  if (cases.length === 0) return hogql;
  return hogql.replaceAll('properties.asset_id', `multiIf(${cases.join('')}properties.asset_id)`);
}
