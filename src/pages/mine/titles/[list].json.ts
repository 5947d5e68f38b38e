import type { APIRoute, GetStaticPaths } from 'astro';
import { buildTitleLists, type TitleList } from '../../../reader/collections/title-list.ts';
import { movedPages } from '../../../library/moves.ts';
import { collectSite } from '../../../site/site.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const { assets, byId, library } = await collectSite();
  const withdrawn = library.moves.flatMap(({ from, withdrawn: day }) =>
    day === undefined || byId.has(from) ? [] : [from],
  );
  return buildTitleLists(assets, movedPages(library.moves, byId), withdrawn).map((titles, number) => ({
    params: { list: String(number) },
    props: { titles },
  }));
};

/** What browsers need to name the pieces that somebody keeps, and to see which of them changed. */
export const GET: APIRoute<{ titles: TitleList }> = ({ props }) =>
  new Response(JSON.stringify(props.titles), { headers: { 'content-type': 'application/json' } });
