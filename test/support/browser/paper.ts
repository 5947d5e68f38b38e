import type { Page } from 'playwright-core';

export const PAPERS = ['A4', 'Letter'] as const;

/** How many pages of paper a page takes, printed as it comes. */
export async function countPages(page: Page, format: (typeof PAPERS)[number]): Promise<number> {
  const pdf = await page.pdf({ format });
  return pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
}
