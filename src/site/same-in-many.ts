/** HTML that many pages of a build have in common, by the name under which `SameInMany.astro` made it. */
export const sameInMany = new Map<string, string>();
