/** The address of an asset's page on the site. */
export function urlOf(id: string): string {
  return `/${id}/`;
}
