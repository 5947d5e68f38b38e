import { compileMarkdown } from '../adapters/markdown.ts';
import { renderOpening } from '../library/markdown/page-body.ts';
import { buildElsewhere, type ElsewhereAsset } from '../reader/call/elsewhere.ts';
import { collectSite } from './site.ts';

/** What the site has to say in any call, whoever it is about. */
export async function collectElsewhere(): Promise<ElsewhereAsset[]> {
  const { assets, hub, library } = await collectSite();
  return buildElsewhere(assets, hub, (asset) => renderOpening(asset, library, compileMarkdown));
}
